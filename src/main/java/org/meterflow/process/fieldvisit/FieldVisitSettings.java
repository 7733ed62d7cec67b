package org.meterflow.process.fieldvisit;

import java.time.Duration;
import java.time.LocalTime;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How homes are visited.
 *
 * @param slot how long a slot is
 * @param bookWithinWorkingDays what scheduling has to book a visit, and to decide on one without access
 * @param furthest how far ahead of the request a slot may lie
 * @param priorityWorkingDays after a slot that was missed, one of the next lies within so many
 * @param reminderDays days before the slot that the consumer is reminded
 * @param morning London time at which they are reminded on the day itself
 * @param missedAfter how long after the end of a slot nobody may have said that they were there
 * @param freeCancellation how long before the slot a cancellation costs nothing
 * @param triesBeforePerson visits without access after which a person decides
 */
@ConfigurationProperties("meterflow.field-visit")
record FieldVisitSettings(
        @DefaultValue("PT4H") Duration slot,
        @DefaultValue("1") int bookWithinWorkingDays,
        @DefaultValue("P42D") Duration furthest,
        @DefaultValue("2") int priorityWorkingDays,
        @DefaultValue("2") int reminderDays,
        @DefaultValue("07:00") LocalTime morning,
        @DefaultValue("PT30M") Duration missedAfter,
        @DefaultValue("PT24H") Duration freeCancellation,
        @DefaultValue("3") int triesBeforePerson) {}
