package org.meterflow.messages.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.meterflow.messages.NoticeCatalogue;
import org.meterflow.messages.NoticeType;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The notifications anyone may know of: no key is needed to read what may come. */
@RestController
@RequestMapping("/api/notifications/catalogue")
@Tag(name = "Catalogue", description = "Which messages the platform takes, and their schemas")
class NoticeCatalogueController {

    @Schema(name = "NoticeField", description = "A field of a notification's data")
    record Field(String name, String description) {}

    @Schema(name = "NoticeEntry", description = "A notification that a diagram sends")
    record Entry(
            @Schema(description = "The type of its CloudEvent")
            String name,

            String description,

            @Schema(description = "Whom it goes to") String recipient,

            List<Field> fields) {

        static Entry of(NoticeType type) {
            return new Entry(
                    type.name(),
                    type.description(),
                    type.recipient(),
                    type.fields().stream()
                            .map(field -> new Field(field.name(), field.description()))
                            .toList());
        }
    }

    private final NoticeCatalogue catalogue;

    NoticeCatalogueController(NoticeCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "All notifications that diagrams send by their steps")
    List<Entry> all() {
        return catalogue.types().stream().map(Entry::of).toList();
    }
}
