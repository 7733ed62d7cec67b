package org.meterflow.process.caseclocks;

import java.time.Instant;
import org.meterflow.process.CaseKey;

/**
 * So much of a clock's time has gone. Told once for each stage, in the transaction that finds it out.
 *
 * @param clock its name, as it was started
 */
public record ClockPassed(CaseKey watched, String clock, Stage stage, Instant due) {}
