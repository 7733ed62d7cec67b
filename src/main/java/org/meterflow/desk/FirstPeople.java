package org.meterflow.desk;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.meterflow.process.engine.DrawnTeams;
import org.meterflow.team.Members;
import org.meterflow.team.Team;
import org.meterflow.team.Teams;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** Somebody must be able to sign in first: in the demo one user for each role and for each team that has work, elsewhere one administrator. */
@Component
class FirstPeople implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(FirstPeople.class);

    private final People people;
    private final PasswordEncoder passwords;
    private final DeskSettings settings;
    private final Teams teams;
    private final Members members;
    private final DrawnTeams drawn;

    FirstPeople(
            People people,
            PasswordEncoder passwords,
            DeskSettings settings,
            Teams teams,
            Members members,
            DrawnTeams drawn) {
        this.teams = teams;
        this.members = members;
        this.drawn = drawn;
        this.people = people;
        this.passwords = passwords;
        this.settings = settings;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (!settings.demoPassword().isEmpty()) {
            addDemoPeople(passwords.encode(settings.demoPassword()));
        } else if (people.anyAdministrator()) {
            log.debug("There is an administrator already");
        } else if (settings.administratorPassword().isEmpty()) {
            log.warn("Nobody can give access to the console yet: set meterflow.desk.administrator-password once");
        } else {
            people.add(
                    "administrator",
                    "Administrator",
                    Set.of(Role.ADMINISTRATOR),
                    null,
                    passwords.encode(settings.administratorPassword()));
            log.info("Created the user 'administrator'");
        }
    }

    private void addDemoPeople(String hash) {
        for (DemoPerson person : demoPeople()) {
            people.add(person.name(), person.fullName(), Set.of(person.role()), null, hash);
        }
        for (Team team : demoTeams()) {
            members.giveFirst(team.name(), team.name(), "the demonstration");
            members.giveFirst(demoName(Role.OPERATOR), team.name(), "the demonstration");
        }
    }

    /** Somebody of the demonstration. */
    record DemoPerson(String name, String fullName, Role role, String words) {}

    /**
     * One for each role, and a second process owner: nobody approves their own change. Then one for each team that has work, of
     * its name and in no other; the operator is in all of them.
     */
    List<DemoPerson> demoPeople() {
        return Stream.concat(
                        Stream.of(Role.values())
                                .flatMap(role -> role == Role.PROCESS_OWNER
                                        ? Stream.of(demoPerson("", role), demoPerson("second ", role))
                                        : Stream.of(demoPerson("", role))),
                        demoTeams().stream()
                                .map(team -> new DemoPerson(
                                        team.name(),
                                        "Demo " + team.title(),
                                        Role.OPERATOR,
                                        "works on the tasks of the team " + team.title())))
                .toList();
    }

    private List<Team> demoTeams() {
        return drawn.inForce().stream()
                .flatMap(name -> teams.find(name).stream())
                .toList();
    }

    private static DemoPerson demoPerson(String which, Role role) {
        return new DemoPerson(
                which.replace(' ', '-') + demoName(role),
                "Demo " + which + role.title().toLowerCase(Locale.UK),
                role,
                role.words());
    }

    static String demoName(Role role) {
        return role.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
