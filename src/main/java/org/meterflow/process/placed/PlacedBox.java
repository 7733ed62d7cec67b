package org.meterflow.process.placed;

import org.meterflow.process.kit.CalledStep;

/** A step whose boxes are kept as calls, each under an id of its own, so that many cases may come to it, and one case again. */
public abstract class PlacedBox implements CalledStep {

    protected final PlacedCalls calls;
    private final String process;

    /** @param process the step's own process */
    protected PlacedBox(String process, PlacedCalls calls) {
        this.process = process;
        this.calls = calls;
    }

    @Override
    public String process() {
        return process;
    }

    @Override
    public String prepare(Call call) {
        return calls.open(process, call);
    }
}
