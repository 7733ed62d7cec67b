package org.meterflow.process.issueresolution;

import java.util.Optional;
import java.util.stream.Stream;

/** What kind of root cause an issue has. */
enum CauseCategory {
    DESIGN("Design or specification"),
    SOFTWARE("Software or firmware"),
    HARDWARE("Hardware"),
    NETWORK("Network"),
    DATA("Data"),
    PROCESS("A process or its rules"),
    PEOPLE("Training or staffing"),
    PROVIDER("A service provider"),
    SECURITY("Security"),
    UNKNOWN("Not found");

    private final String words;

    CauseCategory(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    static Optional<CauseCategory> of(String name) {
        return Stream.of(values()).filter(each -> each.name().equals(name)).findFirst();
    }
}
