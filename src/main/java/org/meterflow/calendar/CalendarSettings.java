package org.meterflow.calendar;

import java.time.LocalDate;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param additionalHolidays bank holidays proclaimed after the holiday library was released */
@ConfigurationProperties("meterflow.calendar")
record CalendarSettings(@DefaultValue Set<LocalDate> additionalHolidays) {}
