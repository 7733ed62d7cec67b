package org.meterflow.simulator;

/** Takes what a device has to say unasked. */
@FunctionalInterface
interface Announcer {
    void say(Announcement announcement);
}
