package org.meterflow.process;

/** One thing wrong with a submitted form: the field's name, and a sentence for the person who filled it in. */
public record FieldError(String field, String message) {}
