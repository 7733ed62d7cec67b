package org.meterflow.messages.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.List;
import org.meterflow.messages.MessageCatalogue;
import org.meterflow.messages.MessageType;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The messages anyone may know of: no key is needed to read what may be sent. */
@RestController
@RequestMapping("/api/messages/catalogue")
@Tag(name = "Catalogue", description = "Which messages the platform takes, and their schemas")
class CatalogueController {

    private static final MediaType SCHEMA = MediaType.parseMediaType("application/schema+json");

    @Schema(name = "CatalogueEntry", description = "A message that may be sent")
    record Entry(
            String name,
            String description,

            @Schema(description = "The field of the data that names the case")
            String keyField,

            @Schema(description = "How long one that arrives early is kept", type = "string", example = "PT10M")
            String waitsFor,

            @Schema(description = "Roles that may send it") List<String> senders,
            @Schema(description = "Where it is sent to") String address,

            @Schema(description = "Where its JSON Schema is")
            String schema) {

        static Entry of(MessageType type) {
            Duration waitsFor = type.waitsFor();
            return new Entry(
                    type.name(),
                    type.description(),
                    type.keyField(),
                    waitsFor.toString(),
                    type.senders().stream().sorted().toList(),
                    "/api/messages/" + type.name(),
                    "/api/messages/catalogue/" + type.name() + "/schema");
        }
    }

    private final MessageCatalogue catalogue;

    CatalogueController(MessageCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "All messages")
    List<Entry> all() {
        return catalogue.types().stream().map(Entry::of).toList();
    }

    @GetMapping(path = "/{name}", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "One message")
    Entry one(@PathVariable String name) {
        return catalogue.find(name).map(Entry::of).orElseThrow(() -> unknown(name));
    }

    @GetMapping("/{name}/schema")
    @Operation(summary = "The JSON Schema of a message's data")
    ResponseEntity<String> schema(@PathVariable String name) {
        return ResponseEntity.ok()
                .contentType(SCHEMA)
                .body(catalogue.schema(name).orElseThrow(() -> unknown(name)));
    }

    private static Refusal unknown(String name) {
        return new Refusal(ApiProblem.UNKNOWN_MESSAGE, "There is no message '" + name + "' in the catalogue");
    }
}
