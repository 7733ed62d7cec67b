package org.meterflow.registration;

import java.util.Optional;
import org.meterflow.identifier.Mpxn;

/** One record of a file on its way through the examination. */
class RecordLine {

    private final String text;
    private final Optional<RegistrationRecord> record;
    private Optional<FileFault> fault;

    RecordLine(String text) {
        this.text = text;
        Optional<RegistrationRecord> parsed = Optional.empty();
        Optional<FileFault> found = Optional.empty();
        try {
            parsed = Optional.of(RegistrationRecord.parse(text));
        } catch (FileFault unreadable) {
            found = Optional.of(unreadable);
        }
        this.record = parsed;
        this.fault = found;
    }

    Optional<Mpxn> mpxn() {
        return record.map(RegistrationRecord::mpxn);
    }

    void examine(FileExamination examination) {
        try {
            record.ifPresent(examination::take);
        } catch (FileFault refusal) {
            fault = Optional.of(refusal);
        }
    }

    /** Why it is refused; empty when it is not. */
    Optional<FileCode> code() {
        return fault.map(FileFault::code);
    }

    String answer(int number) {
        String[] fields = text.split("\\|", 3);
        String mpxn = fields.length > 1 ? fields[1] : "";
        return fault.map(bad -> ResponseFile.line(
                        "S",
                        String.valueOf(number),
                        mpxn,
                        "R",
                        bad.code().name(),
                        bad.code().meaning() + ": " + bad.detail()))
                .orElseGet(() -> ResponseFile.line("S", String.valueOf(number), mpxn, "A"));
    }
}
