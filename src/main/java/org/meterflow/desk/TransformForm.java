package org.meterflow.desk;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A service request to be transformed, and what its message takes from elsewhere; each empty where nothing was given. */
record TransformForm(
        String duis,
        String deviceType,
        String esmeVariant,
        String useCase,
        String otherDeviceType,
        String userRole,
        String dccCounter,
        String cin) {

    private static final Pattern NAMED = Pattern.compile("context\\.(\\w+)|'(\\w+)' is missing in context");

    private static final Map<String, String> LABELS = Map.of(
            "deviceType", "the kind of device",
            "esmeVariant", "how the electricity meter is built",
            "useCase", "the use case",
            "otherDeviceType", "the kind of the other device",
            "userRole", "as whom the user asks",
            "dccCounter", "the DCC's counter",
            "cin", "the four digits to be shown");

    ObjectNode context() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("deviceType", deviceType);
        fields.put("esmeVariant", esmeVariant);
        fields.put("useCase", useCase);
        fields.put("otherDeviceType", otherDeviceType);
        fields.put("userRole", userRole);
        fields.put("dccCounter", dccCounter);
        fields.put("cin", cin);
        ObjectNode context = JsonNodeFactory.instance.objectNode();
        fields.forEach((name, value) -> {
            if (!value.isBlank()) {
                context.put(name, value.strip());
            }
        });
        return context;
    }

    /** Which field to put right, and how, when the workbench refuses. */
    InputError wrong(String reason) {
        if (reason.contains(" may become ")) {
            String field = deviceType.isBlank() ? "deviceType" : "useCase";
            return new InputError(field, reason.replaceFirst(": name .*$", ": say " + LABELS.get(field)));
        }
        if (reason.startsWith("There is no use case")) {
            return new InputError("useCase", reason);
        }
        if (reason.startsWith("No message puts")) {
            return new InputError(deviceType.isBlank() ? "duis" : "deviceType", reason);
        }
        Matcher named = NAMED.matcher(reason);
        if (!named.find()) {
            return new InputError("duis", "This request cannot be transformed. " + reason);
        }
        String field = named.group(1) == null ? named.group(2) : named.group(1);
        String label = LABELS.get(field);
        if (label == null) {
            return new InputError(
                    "duis",
                    "This request needs the %s, which only the workbench's command line takes"
                            .formatted(BranchReading.words(field).toLowerCase(Locale.UK)));
        }
        return new InputError(
                field,
                named.group(2) == null
                        ? Character.toUpperCase(label.charAt(0)) + label.substring(1) + reason.substring(named.end())
                        : "Enter " + label + ": this request needs it");
    }
}
