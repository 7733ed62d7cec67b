package org.meterflow.party;

/** Where a certificate stands in its life (the letters are those of the SMKI repository's answers). */
public enum CertificateStatus {
    PENDING("P"),
    IN_USE("I"),
    NOT_IN_USE("N"),
    EXPIRED("E"),
    REVOKED("R");

    private final String letter;

    CertificateStatus(String letter) {
        this.letter = letter;
    }

    public String letter() {
        return letter;
    }
}
