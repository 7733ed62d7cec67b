package org.meterflow.registration;

import org.jspecify.annotations.Nullable;

/**
 * What is decided about one registration file.
 *
 * @param name null when not even that could be read
 * @param code why the whole file is not loaded; null when it is
 */
record FileVerdict(
        @Nullable FileName name,
        FileOutcome outcome,
        @Nullable FileCode code,
        String detail,
        int accepted,
        int refused) {

    static FileVerdict refused(String fileName, FileFault fault) {
        return whole(fileName, FileOutcome.REFUSED, fault);
    }

    static FileVerdict setAside(String fileName, int attempts, @Nullable String failure) {
        String reason = "it was begun %s times and never finished%s"
                .formatted(attempts, failure == null ? "" : "; the last time: " + failure);
        return whole(fileName, FileOutcome.SET_ASIDE, new FileFault(FileCode.F06, reason));
    }

    private static FileVerdict whole(String fileName, FileOutcome outcome, FileFault fault) {
        FileName name;
        try {
            name = FileName.of(fileName);
        } catch (FileFault noName) {
            name = null;
        }
        return new FileVerdict(name, outcome, fault.code(), fault.detail(), 0, 0);
    }

    /** The answer's line for the whole file. */
    String line(String fileName) {
        return code == null
                ? ResponseFile.line("F", fileName, outcome.name())
                : ResponseFile.line("F", fileName, outcome.name(), code.name(), code.meaning() + ": " + detail);
    }
}
