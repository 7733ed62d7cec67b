package org.meterflow.process.engine;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import org.meterflow.calendar.BusinessCalendar;
import org.meterflow.process.CaseKey;
import org.meterflow.process.CaseViews;
import org.meterflow.process.Facts;
import org.meterflow.process.kit.Answers;

/** What diagrams and tables can say of a case: what its process knows of it, and what came of its boxes. */
final class CaseWords {

    private final Answers answers;
    private final CaseViews views;
    private final BusinessCalendar calendar;

    CaseWords(Answers answers, CaseViews views, BusinessCalendar calendar) {
        this.answers = answers;
        this.views = views;
        this.calendar = calendar;
    }

    Map<String, Object> facts(CaseKey key) {
        return views.facts(key).map(facts -> comparable(facts.facts().named())).orElse(Map.of());
    }

    /** What was answered in a task, or came of a box. */
    Map<String, Object> of(CaseKey key, String box) {
        return comparable(answers.of(key, box));
    }

    /** Days and instants as the engine waits for them and as they compare with each other: a day is its beginning in London. */
    private Map<String, Object> comparable(Map<String, Object> values) {
        Map<String, Object> all = new HashMap<>(values);
        all.replaceAll((name, value) -> {
            if (value instanceof LocalDate day) {
                return Date.from(calendar.startOf(day));
            }
            if (value instanceof Facts.Amount amount) {
                return amount.number();
            }
            return value instanceof Instant instant ? Date.from(instant) : value;
        });
        return all;
    }
}
