package org.meterflow.gbcs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** A table of names that lies beside the classes as YAML. */
final class CodeTable {

    private CodeTable() {}

    /** @param <T> what the file holds: a map or a list */
    static <T> T load(String file) {
        try (InputStream yaml = Objects.requireNonNull(CodeTable.class.getResourceAsStream(file), file)) {
            LoaderOptions options = new LoaderOptions();
            options.setAllowDuplicateKeys(false);
            options.setMaxAliasesForCollections(1_000);
            return new Yaml(new SafeConstructor(options)).load(yaml);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static String text(Map<String, Object> row, String field) {
        return Objects.requireNonNull(row.get(field), () -> "'" + field + "' is missing in " + row)
                .toString();
    }
}
