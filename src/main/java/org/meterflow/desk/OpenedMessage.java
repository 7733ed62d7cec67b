package org.meterflow.desk;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A message of a meter or for one, as the workbench shows it.
 *
 * @param facts of its envelope, in words
 * @param said what a device says in it, in names and units; else a note why that is not to be seen
 * @param sealing what is to be said of its signature and its MAC
 */
record OpenedMessage(
        String title,
        String kind,
        Map<String, String> facts,
        Map<String, Verdict> sealing,
        Branch said,
        Branch payload,
        String json) {

    /** @param tone a class of the stylesheet */
    record Verdict(String word, String tone, String why) {}

    static OpenedMessage of(JsonNode decoded, JsonNode verdicts, Branch said) {
        JsonNode envelope = decoded.path("envelope");
        JsonNode payload = decoded.path("payload");
        Map<String, Verdict> sealing = new LinkedHashMap<>();
        sealing.put("Signature", signature(envelope, verdicts.path("signature").asText()));
        sealing.put("MAC", mac(verdicts.path("mac").asText()));
        String useCase = envelope.path("useCase").asText("");
        return new OpenedMessage(
                useCase.isEmpty() ? "Message " + envelope.path("messageCode").asText() : useCase,
                kind(envelope),
                facts(envelope),
                sealing,
                said,
                BranchReading.of("Content: " + form(payload.path("kind").asText()), payload),
                decoded.toPrettyString());
    }

    private static String kind(JsonNode envelope) {
        return switch (envelope.path("cra").asText()) {
            case "COMMAND" -> envelope.path("signature").isNull() ? "Pre-command" : "Command";
            case "RESPONSE" -> "Response";
            default -> "Alert";
        };
    }

    private static String form(String kind) {
        return switch (kind) {
            case "access-request" -> "what a meter is asked (DLMS)";
            case "access-response" -> "what a meter answers (DLMS)";
            case "data-notification" -> "what a meter says unasked (DLMS)";
            case "gbz" -> "gas commands or answers (GBZ)";
            case "gbz-alert" -> "what a gas meter says unasked (GBZ)";
            default -> "security or joining (ASN.1)";
        };
    }

    private static Map<String, String> facts(JsonNode envelope) {
        Map<String, String> facts = new LinkedHashMap<>();
        put(facts, "What it is about", envelope.path("title"));
        put(facts, "Message code", envelope.path("messageCode"));
        put(facts, "From", envelope.path("originator"));
        put(facts, "To", envelope.path("recipient"));
        put(facts, "Counter", envelope.path("originatorCounter"));
        put(facts, "Date (UTC)", envelope.path("time"));
        JsonNode supplementary = envelope.path("supplementary");
        put(facts, "On behalf of", supplementary.path("remoteParty"));
        put(facts, "Their counter", supplementary.path("remotePartyCounter"));
        put(facts, "Counter of the command", supplementary.path("originatorCounter"));
        put(facts, "Signature", envelope.path("signature"));
        put(facts, "MAC", envelope.path("mac"));
        return facts;
    }

    private static void put(Map<String, String> facts, String name, JsonNode value) {
        String text = value.asText("");
        if (!value.isNull() && !text.isEmpty()) {
            facts.put(name, text);
        }
    }

    private static Verdict signature(JsonNode envelope, String word) {
        String originator = envelope.path("originator").asText();
        return switch (word) {
            case "valid" ->
                new Verdict("Valid", "mf-state--good", "It was made with the key of " + originator + "'s certificate.");
            case "invalid" ->
                new Verdict(
                        "Not valid",
                        "mf-state--bad",
                        "The certificate of " + originator + " that is in use here does not fit it.");
            case "unknown" ->
                new Verdict(
                        "Not checked",
                        "mf-state--warn",
                        "No signing certificate of " + originator + " is in use here.");
            default ->
                new Verdict(
                        "None",
                        "",
                        envelope.path("signature").isNull()
                                ? "A pre-command waits for the signature of whoever sends it."
                                : "The message is not signed.");
        };
    }

    private static Verdict mac(String word) {
        return word.equals("absent")
                ? new Verdict("None", "", "The message has none.")
                : new Verdict("Not checked", "mf-state--warn", "That takes a private key, and a page has none.");
    }
}
