package org.meterflow.gbcs;

import org.meterflow.identifier.Reason;

/** A request lacks what its use case needs, or says it in a form that does not fit the message. */
public final class MissingParameter extends IllegalArgumentException {

    MissingParameter(String path, String element) {
        super("%s lacks %s".formatted(element, path));
    }

    MissingParameter(String sentence) {
        super(sentence);
    }

    /** The same, naming the element of the request that it is about. */
    MissingParameter about(String path) {
        String said = Reason.of(this);
        String element = path.substring(path.lastIndexOf('/') + 1);
        return said.contains(element) ? this : new MissingParameter(path + ": " + said);
    }
}
