package org.meterflow.party;

/** What the key of a certificate is for. */
public enum CertificateUse {
    /** digital signature in meter messages */
    DS,
    /** key agreement in meter messages */
    KA,
    /** a supplier's key agreement for top-ups */
    KA_PREPAYMENT,
    /** signatures on the XML of the gateway */
    XML_SIGN,
    /** signatures on other certificates */
    CA
}
