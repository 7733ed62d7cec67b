package org.meterflow.process.engine;

import java.util.Set;

/** What a process without a program says about itself under <em>Extension properties</em> of the process. */
final class ProcessMarks {

    /** A line that names a case to people, with <code>${facts.…}</code> in it. */
    static final String ABOUT = "about";

    /** The fact that names a case: the sender's own id. */
    static final String KEY = "key";

    /** The message that starts it. */
    static final String STARTED_BY = "startedBy";

    /** The roles of API clients that may send that message, with commas. */
    static final String STARTED_BY_ROLES = "startedByRoles";

    /** The teams whose people may start it, with commas. */
    static final String STARTED_BY_TEAM = "startedByTeam";

    /** Facts with the parties that may see a case, with commas; without it, all that name a party. */
    static final String SEEN_BY = "seenBy";

    static final Set<String> ALL = Set.of(ABOUT, KEY, STARTED_BY, STARTED_BY_ROLES, STARTED_BY_TEAM, SEEN_BY);

    private ProcessMarks() {}
}
