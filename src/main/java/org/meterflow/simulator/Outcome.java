package org.meterflow.simulator;

import org.meterflow.gbcs.DlmsData;
import org.meterflow.gbcs.DlmsResponse;

/**
 * What became of a method that was called.
 *
 * @param code 0, or why the method was not carried out
 */
record Outcome(int code, DlmsData data) {

    static final Outcome DONE = new Outcome(DlmsResponse.SUCCESS, DlmsData.NULL);

    static Outcome refused(int code) {
        return new Outcome(code, DlmsData.NULL);
    }

    static Outcome of(DlmsData data) {
        return new Outcome(DlmsResponse.SUCCESS, data);
    }
}
