package org.meterflow.desk;

import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which field of a form to put right, and how, when the workbench refuses it.
 *
 * @param form what was entered
 */
record TransformFaults(TransformForm form) {

    private static final Pattern NAMED = Pattern.compile("context\\.(\\w+)|'(\\w+)' is missing in context$");
    private static final Pattern ENTRY = Pattern.compile(
            "(?:'(?<missing>\\w+)' is missing in )?context\\.\\w+(?:\\.entries)?\\[(?<line>\\d{1,6})](?:\\.(?<part>\\w+))?");
    private static final Map<String, String> PARTS =
            Map.of("device", "the device", "hashedKey", "the hash of its key", "type", "its kind");

    /** @param reason as the workbench has it */
    InputError wrong(String reason) {
        if (reason.contains(" may become ")) {
            String field = form.of("deviceType").isEmpty() ? "deviceType" : "useCase";
            return new InputError(field, reason.replaceFirst(": name .*$", ": say " + TransformForm.LABELS.get(field)));
        }
        if (reason.startsWith("There is no use case")) {
            return new InputError("useCase", reason);
        }
        if (reason.startsWith("No message puts")) {
            return new InputError(form.of("deviceType").isEmpty() ? "duis" : "deviceType", reason);
        }
        if (reason.startsWith("The device log of the")) {
            boolean hub = reason.contains("hub");
            return new InputError(
                    hub ? "networkId" : "deviceLog",
                    "Enter " + TransformForm.LABELS.get(hub ? "networkId" : "deviceLog") + ": this request needs it");
        }
        return wrongInContext(reason);
    }

    private InputError wrongInContext(String reason) {
        Matcher named = NAMED.matcher(reason);
        if (!named.find()) {
            boolean version = reason.contains("is not a version");
            return version
                    ? new InputError("gbcsVersion", reason)
                    : new InputError("duis", "This request cannot be transformed. " + reason);
        }
        String field = named.group(1) == null ? named.group(2) : named.group(1);
        if (reason.contains("networkId")) {
            field = "networkId";
        }
        String label = TransformForm.LABELS.get(field);
        if (label == null) {
            return new InputError("duis", "This request cannot be transformed. " + reason);
        }
        if (ENTRY.matcher(place(reason)).find()) {
            return new InputError(field, inLine(label, reason));
        }
        if (reason.contains("' is missing in ")) {
            return new InputError(field, "Enter " + label + ": this request needs it");
        }
        return new InputError(
                field,
                Character.toUpperCase(label.charAt(0))
                        + label.substring(1)
                        + reason.replaceFirst("^.*?context\\.(hubLog\\.)?" + field, ""));
    }

    /** Where something is wrong, without what was written there. */
    private static String place(String reason) {
        return reason.split(" should be ", 2)[0];
    }

    private static String inLine(String label, String reason) {
        Matcher entry = ENTRY.matcher(place(reason));
        entry.find();
        String missing = entry.group("missing");
        String part = missing == null ? Objects.requireNonNullElse(entry.group("part"), "") : missing;
        return "Line %s of %s: %s%s"
                .formatted(
                        Integer.parseInt(entry.group("line")) + 1,
                        label,
                        PARTS.getOrDefault(part, part),
                        missing == null ? reason.substring(entry.end()) : " is missing");
    }
}
