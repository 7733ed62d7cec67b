package org.meterflow.process.engine;

import java.util.List;

/** What a task in a diagram may say about itself under <em>Extension properties</em>. */
final class TaskMarks {

    /** Ids of tasks of the same diagram, with commas: whoever did one of them does not do this one. */
    static final String ANOTHER_PERSON_THAN = "anotherPersonThan";

    /** Teams, with commas, whose people may look at the task's confidential answers as its own team may. */
    static final String CONFIDENTIAL_TO = "confidentialTo";

    private TaskMarks() {}

    static List<String> ids(String written) {
        return written.isBlank() ? List.of() : List.of(written.strip().split("\\s*,\\s*"));
    }
}
