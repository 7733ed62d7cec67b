package org.meterflow.team;

/**
 * People who do the same work.
 *
 * @param name under which diagrams offer tasks to it, in small letters, digits and dashes
 * @param title what people call it
 * @param work what it does, one sentence
 */
public record Team(String name, String title, String work) {

    private static final String NAME = "[a-z][a-z0-9-]{1,62}";

    public Team {
        if (!name.matches(NAME)) {
            throw new IllegalArgumentException(
                    "meterflow.teams: '%s' cannot be the name of a team. Write 2 to 63 small letters, digits and dashes."
                            .formatted(name));
        }
        if (title.isBlank() || work.isBlank()) {
            throw new IllegalArgumentException(
                    "meterflow.teams.%s: a team needs a title, and a sentence that says what it does, under work."
                            .formatted(name));
        }
    }
}
