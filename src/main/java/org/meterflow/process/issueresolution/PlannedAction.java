package org.meterflow.process.issueresolution;

import java.time.LocalDate;

/** What somebody does about an issue, and until when. */
record PlannedAction(String what, String who, LocalDate due) {}
