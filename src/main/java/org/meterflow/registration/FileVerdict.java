package org.meterflow.registration;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is decided about one registration file.
 *
 * @param name null when not even that could be read
 * @param code why the whole file is not loaded; null when it is
 * @param records the answer's lines, one for each record
 */
record FileVerdict(
        @Nullable FileName name,
        FileOutcome outcome,
        @Nullable FileCode code,
        String detail,
        int accepted,
        int refused,
        List<String> records) {

    static FileVerdict refused(String fileName, FileFault fault) {
        FileName name;
        try {
            name = FileName.of(fileName);
        } catch (FileFault noName) {
            name = null;
        }
        return new FileVerdict(name, FileOutcome.REFUSED, fault.code(), fault.detail(), 0, 0, List.of());
    }

    List<String> lines(String fileName) {
        List<String> lines = new ArrayList<>();
        lines.add(
                code == null
                        ? ResponseFile.line("F", fileName, outcome.name())
                        : ResponseFile.line(
                                "F", fileName, outcome.name(), code.name(), code.meaning() + ": " + detail));
        lines.addAll(records);
        return lines;
    }
}
