package org.meterflow.gbcs;

/** Whether a part of a row applies to a request. */
@FunctionalInterface
interface Condition {

    Condition ALWAYS = context -> true;

    boolean holds(Template.Context context);
}
