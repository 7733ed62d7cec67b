package org.meterflow.metering;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterflow.device.CredentialHolders;
import org.meterflow.device.CredentialPlace;
import org.meterflow.identifier.Eui64;
import org.springframework.stereotype.Component;

/**
 * Whether a device still trusts who asks, as far as anybody has said: it drops what others sign without a word, so what is
 * known must not be found out by waiting.
 */
@Component
class DeviceTrust {

    private static final int SUPPLIER = 2;
    private static final int NETWORK_OPERATOR = 3;
    private static final int LOAD_CONTROLLER = 8;

    private final CredentialHolders holders;
    private final Keyring keys;

    DeviceTrust(CredentialHolders holders, Keyring keys) {
        this.holders = holders;
        this.keys = keys;
    }

    /** Why a command in this user's own name would be dropped; empty when it would not, or nobody knows. */
    Optional<String> fault(Eui64 device, Eui64 user) {
        CredentialPlace place = place(keys.role(user).orElse(0));
        return place == null
                ? Optional.empty()
                : holders.of(device, place)
                        .filter(holder -> !holder.equals(user))
                        .map(holder -> "Device %s trusts %s as its %s, and no longer %s"
                                .formatted(device, holder, words(place), user));
    }

    private static @Nullable CredentialPlace place(int role) {
        return switch (role) {
            case SUPPLIER -> CredentialPlace.SUPPLIER;
            case NETWORK_OPERATOR -> CredentialPlace.NETWORK_OPERATOR;
            case LOAD_CONTROLLER -> CredentialPlace.LOAD_CONTROLLER;
            default -> null;
        };
    }

    private static String words(CredentialPlace place) {
        return switch (place) {
            case SUPPLIER -> "supplier";
            case NETWORK_OPERATOR -> "network operator";
            case LOAD_CONTROLLER -> "load controller";
        };
    }
}
