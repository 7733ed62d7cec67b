package org.meterflow.messages;

import java.util.List;

/**
 * One kind of notification that parties are sent, as published.
 *
 * @param name the type of its CloudEvent
 * @param description when it is sent
 * @param recipient whom it goes to, in words
 * @param fields of its data, in order
 */
public record NoticeType(String name, String description, String recipient, List<Field> fields) {

    public NoticeType {
        fields = List.copyOf(fields);
    }

    /** One of its fields, and what it says. */
    public record Field(String name, String description) {}
}
