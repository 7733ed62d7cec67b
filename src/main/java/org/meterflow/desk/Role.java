package org.meterflow.desk;

import java.util.Collection;

/** What somebody may do in the console. A person can have several. */
enum Role {
    OPERATOR("Operator", "works on cases, and on the tasks of their teams"),
    PROCESS_OWNER("Process owner", "watches over the processes, changes them and approves others’ changes"),
    INTEGRATOR("Integrator", "connects systems: sees messages and why they matched or not"),
    MANAGER("Manager", "sees the state of the business, changes nothing"),
    ADMINISTRATOR("Administrator", "gives people access and teams");

    private final String title;
    private final String words;

    Role(String title, String words) {
        this.title = title;
        this.words = words;
    }

    public String title() {
        return title;
    }

    public String words() {
        return words;
    }

    /** Whether somebody with these roles sees tasks, those of their teams. */
    static boolean anyWorksOnTasks(Collection<Role> roles) {
        return roles.stream().anyMatch(Room.INBOX::isOpenTo);
    }

    /** The name under which Spring Security knows it. */
    String authority() {
        return "ROLE_" + name();
    }
}
