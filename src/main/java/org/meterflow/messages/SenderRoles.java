package org.meterflow.messages;

import java.util.Set;

/** In what role a program of a party may send messages. */
public final class SenderRoles {

    public static final String SUPPLIER = "supplier";
    public static final String REGISTRATION_BODY = "registration-body";
    public static final String NETWORK_OPERATOR = "network-operator";
    public static final String OTHER_USER = "other-user";

    public static final Set<String> ALL = Set.of(SUPPLIER, REGISTRATION_BODY, NETWORK_OPERATOR, OTHER_USER);

    private SenderRoles() {}
}
