package org.meterflow.registration;

import org.meterflow.identifier.Reason;

/** Found while reading a registration file: the file, or one record of it, is not to be used. */
class FileFault extends RuntimeException {

    private final FileCode code;

    FileFault(FileCode code, String detail) {
        super(detail);
        this.code = code;
    }

    FileCode code() {
        return code;
    }

    String detail() {
        return Reason.of(this);
    }
}
