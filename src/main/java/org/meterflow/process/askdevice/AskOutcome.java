package org.meterflow.process.askdevice;

/** What came of asking a device. */
public enum AskOutcome {
    ANSWERED("answered", "Answered"),
    REFUSED("refused", "Refused"),
    SILENT("silent", "No answer in time"),
    GIVEN_UP("givenUp", "Given up"),
    /** Of what only its supplier can sign. */
    UNSIGNED("unsigned", "Not signed");

    private final String inDiagrams;
    private final String words;

    AskOutcome(String inDiagrams, String words) {
        this.inDiagrams = inDiagrams;
        this.words = words;
    }

    String inDiagrams() {
        return inDiagrams;
    }

    public String words() {
        return words;
    }
}
