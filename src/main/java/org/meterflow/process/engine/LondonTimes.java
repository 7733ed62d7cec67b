package org.meterflow.process.engine;

import java.lang.reflect.Method;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.impl.juel.AstFunction;
import org.camunda.bpm.impl.juel.AstString;
import org.jspecify.annotations.Nullable;
import org.meterflow.calendar.BusinessCalendar;

/**
 * Times that a diagram may work out, as functions in its expressions: a time of day in London, working days before and after.
 * The engine knows times only as {@link Date}, so everything that is one comes and goes as that.
 */
final class LondonTimes {

    /** Name of each function, and how many arguments it takes; {@code now} is the engine's own. */
    static final Map<String, Integer> FUNCTIONS =
            Map.of("now", 0, "at", 2, "workingDaysAfter", 2, "workingDaysBefore", 2);

    private static final int MOST = 2500;

    private LondonTimes() {}

    /** What is wrong with a call of a function, as the end of a sentence. */
    static Optional<String> wrong(AstFunction called) {
        if (FUNCTIONS.getOrDefault(called.getName(), -1) != called.getParamCount()) {
            return Optional.of("uses what is no function of diagrams. They are now(), at(day, '17:00'),"
                    + " workingDaysAfter(day, 5) and workingDaysBefore(day, 2).");
        }
        boolean noTime = called.getName().equals("at")
                && called.getChild(0).getChild(1) instanceof AstString time
                && !String.valueOf(time.eval(null, null)).matches("([01]\\d|2[0-3]):[0-5]\\d");
        return noTime ? Optional.of("names no time of day. Write hours and minutes, as in '17:00'.") : Optional.empty();
    }

    /** The functions that the engine does not bring along. */
    static Map<String, Method> methods() {
        return Stream.of(LondonTimes.class.getDeclaredMethods())
                .filter(method -> FUNCTIONS.containsKey(method.getName()))
                .peek(method -> method.setAccessible(true))
                .collect(Collectors.toMap(Method::getName, method -> method));
    }

    /** @param time of day in London, {@code 17:00}, on the day of the instant */
    static Date at(@Nullable Date when, String time) {
        return Date.from(calendar().at(known(when).toLocalDate(), LocalTime.parse(time)));
    }

    /** The same time of day, so many working days later. */
    static Date workingDaysAfter(@Nullable Date when, long days) {
        ZonedDateTime from = known(when);
        return Date.from(
                calendar().at(calendar().plusWorkingDays(from.toLocalDate(), within(days)), from.toLocalTime()));
    }

    /** The same time of day, so many working days earlier. */
    static Date workingDaysBefore(@Nullable Date when, long days) {
        ZonedDateTime from = known(when);
        LocalDate day = from.toLocalDate();
        for (int left = within(days); left > 0; ) {
            day = day.minusDays(1);
            left -= calendar().isWorkingDay(day) ? 1 : 0;
        }
        return Date.from(calendar().at(day, from.toLocalTime()));
    }

    private static int within(long days) {
        if (days < 0 || days > MOST) {
            throw new IllegalStateException("Working days are reckoned up to " + MOST + ", and not " + days);
        }
        return (int) days;
    }

    private static ZonedDateTime known(@Nullable Date when) {
        if (when == null) {
            throw new IllegalStateException("The day from which a time is reckoned is not known yet");
        }
        return when.toInstant().atZone(BusinessCalendar.LONDON);
    }

    private static BusinessCalendar calendar() {
        return ((OwnWords) Context.getProcessEngineConfiguration().getExpressionManager()).calendar();
    }
}
