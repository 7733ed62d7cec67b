package org.meterflow.simulator;

import java.security.PrivateKey;

/** What only the device itself has. */
public record DeviceKeys(PrivateKey signing, PrivateKey agreement) {}
