package org.meterflow.metering.cosem;

import org.jspecify.annotations.Nullable;

/** One thing a conversation does to reach its answer. */
sealed interface Step {

    /** What it is for, as the file of profiles calls it. */
    String name();

    CosemObject object();

    /** Reads an attribute; of a register, with its scaler and unit. */
    record Read(String name, CosemObject object) implements Step {}

    /**
     * Reads the rows of a log that fall into the period asked for.
     *
     * @param scaledBy the register that the log captures, for its scaler and unit
     * @param time the column of the time, from 0
     * @param register the column of the register
     */
    record Log(String name, CosemObject object, CosemObject scaledBy, int time, int register) implements Step {}

    /** @param value null for the present time */
    record Write(String name, CosemObject object, @Nullable Long value) implements Step {}

    /** A method that takes no parameter but a 0. */
    record Call(String name, CosemObject object) implements Step {}
}
