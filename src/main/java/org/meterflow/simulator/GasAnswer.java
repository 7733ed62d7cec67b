package org.meterflow.simulator;

import org.meterflow.gbcs.OctetWriter;
import org.meterflow.gbcs.Octets;
import org.meterflow.gbcs.Zcl;

/**
 * What a gas meter answers to a command of a cluster.
 *
 * @param content a default answer's is its status
 */
record GasAnswer(int frameControl, int command, Octets content) {

    static final int FROM_CLIENT = 0x01;
    static final int FROM_SERVER = 0x09;
    static final int QUIET = 0x19;
    static final int MALFORMED = 0x80;
    static final int UNSUPPORTED = 0x81;

    static GasAnswer status(int status) {
        return new GasAnswer(
                0, Zcl.DEFAULT_RESPONSE, new OctetWriter().u8(status).toOctets());
    }

    static GasAnswer done() {
        return status(Zcl.SUCCESS);
    }

    static GasAnswer notFound() {
        return status(Zcl.NOT_FOUND);
    }
}
