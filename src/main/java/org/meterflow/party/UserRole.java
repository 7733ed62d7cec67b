package org.meterflow.party;

/** In what capacity a user asks for a service (SEC user roles, in the letters of DUIS). */
public enum UserRole {
    /** import supplier */
    IS,
    /** export supplier */
    ES,
    /** gas supplier */
    GS,
    /** electricity distributor */
    ED,
    /** gas transporter */
    GT,
    /** registered supplier agent */
    RSA,
    /** other user */
    OU,
    /** load controller: limits what proportional controllers at electricity meters may draw or feed in */
    LC
}
