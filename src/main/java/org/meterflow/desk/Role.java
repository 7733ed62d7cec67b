package org.meterflow.desk;

/** What somebody may do in the console. A person can have several. */
enum Role {
    OPERATOR("Operator", "works on tasks and cases"),
    PROCESS_OWNER("Process owner", "watches over the processes, changes them and approves others’ changes"),
    INTEGRATOR("Integrator", "connects systems: sees messages and why they matched or not"),
    MANAGER("Manager", "sees the state of the business, changes nothing"),
    ADMINISTRATOR("Administrator", "gives people access");

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

    /** The name under which Spring Security and the process engine's groups know it. */
    String authority() {
        return "ROLE_" + name();
    }
}
