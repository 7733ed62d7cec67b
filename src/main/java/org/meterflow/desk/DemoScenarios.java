package org.meterflow.desk;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.meterflow.identifier.Mpxn;
import org.meterflow.process.CaseKey;

/** The stories the demonstration can start at a click. Implemented above the desk; absent outside the demo. */
public interface DemoScenarios {

    /** The homes of the demo's market, in the order in which they are offered. */
    List<DemoHome> homes();

    /**
     * Lets another supplier ask for this meter point. The case may appear a moment later: its messages take their way
     * through the real interfaces.
     *
     * @param bothFuels whether the home's other fuel is asked for with it, both or neither
     * @return the case to watch
     * @throws IllegalArgumentException when the market has no such home; its message is shown to the visitor
     */
    CaseKey switchSupplier(Mpxn mpxn, Scenario scenario, boolean bothFuels);

    /** The first gate closure of an open switch that is still ahead: the demo's clock can be moved there. */
    Optional<Instant> nextGateClosure();

    /** The first supply start of an open switch that is still ahead: the demo's clock can be moved there. */
    Optional<Instant> nextSupplyStart();

    /**
     * @param about where and what it is, in one line: "4 Orchard Row, Stroud · credit meter"
     * @param supplier who serves it now
     */
    record DemoHome(Mpxn mpxn, String about, String supplier) {}

    /** What happens on the way. */
    enum Scenario {
        PLAIN("Nothing special: it goes through"),
        OBJECTION("The losing supplier objects: an operator decides"),
        OFFLINE_METER("The meter cannot be reached: retries, then an operator");

        private final String words;

        Scenario(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }
}
