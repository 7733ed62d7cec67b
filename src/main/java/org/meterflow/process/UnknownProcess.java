package org.meterflow.process;

/** No diagram with this key has been deployed. */
public class UnknownProcess extends RuntimeException {

    public UnknownProcess(String process) {
        super("There is no process '" + process + "'");
    }
}
