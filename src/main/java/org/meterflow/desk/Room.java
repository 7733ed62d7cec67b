package org.meterflow.desk;

import static org.meterflow.desk.Role.ADMINISTRATOR;
import static org.meterflow.desk.Role.INTEGRATOR;
import static org.meterflow.desk.Role.MANAGER;
import static org.meterflow.desk.Role.OPERATOR;
import static org.meterflow.desk.Role.PROCESS_OWNER;

import java.util.Set;

/** The rooms of the console, in the order of the navigation: where each is and who may enter. */
enum Room {
    HOME("Home", "/", Set.of(Role.values())),
    INBOX("Inbox", "/inbox", Set.of(OPERATOR, PROCESS_OWNER, ADMINISTRATOR)),
    CASES("Cases", "/cases", Set.of(OPERATOR, PROCESS_OWNER, MANAGER, ADMINISTRATOR)),
    PROCESSES("Processes", "/processes", Set.of(OPERATOR, PROCESS_OWNER, MANAGER, ADMINISTRATOR)),
    MESSAGES("Messages", "/messages", Set.of(OPERATOR, INTEGRATOR, ADMINISTRATOR)),
    OUTAGES("Outages", "/outages", Set.of(OPERATOR, PROCESS_OWNER, MANAGER, ADMINISTRATOR)),
    WORKBENCH("Workbench", "/workbench", Set.of(OPERATOR, INTEGRATOR, ADMINISTRATOR)),
    PARTIES("Parties", "/parties", Set.of(ADMINISTRATOR)),
    PEOPLE("People", "/people", Set.of(ADMINISTRATOR));

    private final String title;
    private final String path;
    private final Set<Role> roles;

    Room(String title, String path, Set<Role> roles) {
        this.title = title;
        this.path = path;
        this.roles = roles;
    }

    public String title() {
        return title;
    }

    public String path() {
        return path;
    }

    boolean isOpenTo(Role role) {
        return roles.contains(role);
    }

    /** The names of the roles that may enter, as the security rules want them. */
    String[] keys() {
        return roles.stream().map(Role::name).toArray(String[]::new);
    }
}
