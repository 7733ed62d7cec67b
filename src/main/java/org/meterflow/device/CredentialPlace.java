package org.meterflow.device;

/** In which capacity a device trusts a party that is not the DCC's own (GBCS, remote party role). */
public enum CredentialPlace {
    SUPPLIER,
    NETWORK_OPERATOR,
    LOAD_CONTROLLER
}
