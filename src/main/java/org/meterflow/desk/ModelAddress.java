package org.meterflow.desk;

import java.util.Locale;
import org.meterflow.process.engine.ModelFile;
import org.meterflow.process.engine.ModelKind;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.server.ResponseStatusException;

/** Where the files of diagrams and decision tables are found in the console. */
final class ModelAddress {

    private ModelAddress() {}

    static String word(ModelKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    static ModelKind kind(String word) {
        return switch (word) {
            case "diagram" -> ModelKind.DIAGRAM;
            case "table" -> ModelKind.TABLE;
            case "form" -> ModelKind.FORM;
            default -> throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        };
    }

    static String versions(ModelKind kind, String key) {
        return "/processes/versions/" + word(kind) + "/" + key;
    }

    static String version(ModelKind kind, String key, int version) {
        return versions(kind, key) + "/" + version + "/file";
    }

    static String proposed(long change, ModelKind kind, String key) {
        return "/processes/changes/" + change + "/files/" + word(kind) + "/" + key;
    }

    static ResponseEntity<byte[]> download(ModelFile file) {
        return ResponseEntity.ok()
                .contentType(
                        file.name().endsWith(".html") ? MediaType.APPLICATION_OCTET_STREAM : MediaType.APPLICATION_XML)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(file.name(), java.nio.charset.StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(file.content());
    }
}
