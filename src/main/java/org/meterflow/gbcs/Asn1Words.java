package org.meterflow.gbcs;

import java.util.Map;

/** Words for the codes in ASN.1 answers and alerts, as {@code asn1-words.yaml} has them. */
final class Asn1Words {

    private static final Map<String, Map<Integer, String>> ALL = CodeTable.load("asn1-words.yaml");

    private static final int SUCCESS = 0;

    private Asn1Words() {}

    /** What a result says; one that is not known, with its code alone. */
    static String result(String kind, long code) {
        if (code == SUCCESS) {
            return "success";
        }
        String word = word(kind, code);
        return "failed with code " + code + (word.isEmpty() ? "" : ": " + word);
    }

    /** A code, and what it stands for where that is known. */
    static String coded(String kind, long code) {
        String word = word(kind, code);
        return word.isEmpty() ? String.valueOf(code) : code + " " + word;
    }

    private static String word(String kind, long code) {
        return ALL.getOrDefault(kind, Map.of()).getOrDefault((int) code, "");
    }
}
