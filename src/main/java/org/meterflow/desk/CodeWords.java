package org.meterflow.desk;

import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The codes and names that diagrams, decision tables and messages carry, as people say them. */
final class CodeWords {

    private static final Pattern CAPITAL = Pattern.compile("(?<=[a-z0-9])([A-Z])");

    /** A code alone or with words behind it, as in {@code OBJECT: Debt is older than 28 days}. */
    private static final Pattern CODE = Pattern.compile("(?<=^|: )([A-Z][A-Z_]*[A-Z])(?=$|: )");

    private static final Pattern NAME = Pattern.compile("[a-z]{3,}([A-Z][a-z]+)+");

    private static final Pattern FIELD = Pattern.compile("\\b" + NAME.pattern() + "\\b");

    private static final Map<String, String> CODES = Map.ofEntries(
            Map.entry("DEBT", "Debt"),
            Map.entry("CONTRACT", "Contract terms"),
            Map.entry("CONSUMER_REQUEST", "The consumer asked to stay"),
            Map.entry("DOMESTIC", "Domestic"),
            Map.entry("NON_DOMESTIC", "Non-domestic"),
            Map.entry("CREDIT", "Credit"),
            Map.entry("PREPAYMENT", "Prepayment"),
            Map.entry("OBJECT", "The objection stands"),
            Map.entry("NO_OBJECTION", "The switch goes on"),
            Map.entry("ASSIGN_DEBT", "The switch goes on, and the debt goes with the consumer"),
            Map.entry("READY", "Ready"),
            Map.entry("REVIEW", "A person decides"),
            Map.entry("HOLD", "Wait"),
            Map.entry("NO_METER", "No meter to hand over"));

    private static final Map<String, String> STEPS = Map.ofEntries(
            Map.entry("startEvent", "Start"),
            Map.entry("noneEndEvent", "End"),
            Map.entry("endEvent", "End"),
            Map.entry("errorEndEvent", "End"),
            Map.entry("terminateEndEvent", "End"),
            Map.entry("userTask", "Task for a person"),
            Map.entry("serviceTask", "Automatic step"),
            Map.entry("scriptTask", "Automatic step"),
            Map.entry("sendTask", "Message out"),
            Map.entry("intermediateNoneThrowEvent", "Milestone"),
            Map.entry("intermediateThrowEvent", "Milestone"),
            Map.entry("businessRuleTask", "Decision table"),
            Map.entry("callActivity", "Another process"),
            Map.entry("subProcess", "Group of steps"),
            Map.entry("multiInstanceBody", "Repeated step"),
            Map.entry("receiveTask", "Wait for a message"),
            Map.entry("messageStartEvent", "Start"),
            Map.entry("intermediateMessageCatch", "Wait for a message"),
            Map.entry("intermediateTimer", "Wait for a time"),
            Map.entry("intermediateCatchEvent", "Wait"),
            Map.entry("eventBasedGateway", "Wait for the first of several"),
            Map.entry("exclusiveGateway", "Choice"),
            Map.entry("inclusiveGateway", "Choice"),
            Map.entry("parallelGateway", "Parallel paths"),
            Map.entry("boundaryTimer", "Time limit"),
            Map.entry("boundaryMessage", "Interruption"),
            Map.entry("boundaryError", "Error"),
            Map.entry("boundaryEvent", "Interruption"));

    private CodeWords() {}

    /** {@code meterInspection} and {@code NOT_PRESENT} become "meter inspection", "not present". */
    static String kind(String name) {
        return CAPITAL.matcher(name).replaceAll(" $1").replace('_', ' ').toLowerCase(Locale.UK);
    }

    static String sentence(String name) {
        String spaced = kind(name);
        return spaced.isEmpty() ? spaced : Character.toUpperCase(spaced.charAt(0)) + spaced.substring(1);
    }

    /** What sort of step an element of a diagram is. */
    static String step(String type) {
        return STEPS.getOrDefault(type, sentence(type));
    }

    /** The text with its codes in words. One that is in no list stays, unless its underscore or its capitals betray it. */
    static String said(String text) {
        if (NAME.matcher(text).matches()) {
            return sentence(text);
        }
        return CODE.matcher(text).replaceAll(CodeWords::word);
    }

    /** The sentence with each field's name in words. */
    static String withoutNames(String sentence) {
        return FIELD.matcher(sentence).replaceAll(field -> kind(field.group()));
    }

    private static String word(MatchResult code) {
        String found = code.group();
        return CODES.getOrDefault(found, found.indexOf('_') < 0 ? found : sentence(found));
    }
}
