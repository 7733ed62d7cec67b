package org.meterflow.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** A JSON Schema (2020-12) and its text. */
record DataSchema(String text, JsonSchema schema) {

    private static final SchemaValidatorsConfig CONFIG = SchemaValidatorsConfig.builder()
            .pathType(PathType.JSON_POINTER)
            .formatAssertionsEnabled(true)
            .regularExpressionFactory(new SchemaExpressions())
            .errorMessageKeyword(SchemaFaults.OWN_WORDS)
            .locale(Locale.ENGLISH)
            .build();

    /** @throws IllegalStateException when the class path has no such resource */
    static DataSchema load(String resource) {
        try (InputStream stream = DataSchema.class.getClassLoader().getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("The schema " + resource + " is not on the class path");
            }
            return of(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The schema " + resource + " cannot be read", unreadable);
        }
    }

    static DataSchema of(String text) {
        JsonSchema schema =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(text, CONFIG);
        schema.initializeValidators();
        return new DataSchema(text, schema);
    }

    List<MessageRefused.Fault> check(JsonNode data) {
        return new SchemaFaults(schema.getSchemaNode()).of(schema.validate(data));
    }
}
