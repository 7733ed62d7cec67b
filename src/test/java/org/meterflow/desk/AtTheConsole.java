package org.meterflow.desk;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIf;

/** Two people at the console in a real browser, both in the team of the task: Aisha, an operator, and Priya, an administrator. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EnabledIf("org.meterflow.desk.Browser#isHere")
abstract class AtTheConsole extends WithInspections {

    Browser browser;

    /** Signed in once; each test opens the page it is about. */
    Browser.Visit aisha;

    Browser.Visit priya;

    @BeforeAll
    void twoPeopleSignIn() {
        jdbc.sql("delete from desk_user").update();
        String hash = passwords.encode(PASSWORD);
        people.add("aisha", "Aisha Khan", Set.of(Role.OPERATOR), null, hash);
        people.add("priya", "Priya Shah", Set.of(Role.ADMINISTRATOR), null, hash);
        List.of("aisha", "ben", "priya").forEach(name -> members.set(name, Set.of("operations"), "priya"));
        browser = Browser.open(port);
        aisha = browser.signedIn("aisha", PASSWORD);
        priya = browser.signedIn("priya", PASSWORD);
    }

    @AfterAll
    void closeTheBrowser() {
        browser.close();
    }
}
