package org.meterflow.process.incident;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Eui64;
import org.meterflow.process.incident.RaisedIncident.Decision;
import org.meterflow.process.incident.RaisedIncident.State;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of incidents. */
@Repository
class RaisedIncidents {

    private final JdbcClient jdbc;

    RaisedIncidents(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @return its number; empty when the raiser has used the reference already */
    Optional<String> add(IncidentReport report, Raiser raiser, Subject subject, String[] parties, Instant now) {
        return jdbc.sql("""
                        insert into incident (id, title, description, raiser_kind, raiser, reference, raised_at, state,
                            category, team, device, model, hub, area, parties,
                            consumers, prepay_off_supply, top_ups_failing, switching_down, user_stopped, security_severity)
                        values ('INC' || lpad(nextval('incident_number')::text, 7, '0'), ?, ?, ?, ?, ?, ?, 'RAISED',
                            ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict (raiser_kind, raiser, reference) do nothing returning id""")
                .params(report.title(), report.description())
                .params(raiser.kind().name(), raiser.name(), raiser.reference(), Timestamp.from(now))
                .param(report.category() == null ? 0 : report.category())
                .param(report.team())
                .param(value(subject.device()))
                .param(subject.model())
                .param(value(subject.hub()))
                .param(subject.area())
                .param(parties)
                .params(report.effects().consumers(), report.effects().prepayOffSupply())
                .params(report.effects().topUpsFailing(), report.effects().switchingDown())
                .params(report.effects().userStopped(), report.effects().securitySeverity())
                .query(String.class)
                .optional();
    }

    private static @Nullable String value(@Nullable Eui64 id) {
        return id == null ? null : id.value();
    }

    Optional<RaisedIncident> find(String id) {
        return jdbc.sql("select * from incident where id = ?")
                .param(id)
                .query(RaisedIncidentRow::read)
                .optional();
    }

    Optional<String> of(Raiser raiser) {
        return jdbc.sql("select id from incident where raiser_kind = ? and raiser = ? and reference = ?")
                .params(raiser.kind().name(), raiser.name(), raiser.reference())
                .query(String.class)
                .optional();
    }

    /** Nobody changes them until the caller's transaction ends: always in one order, so that two do not wait for each other. */
    List<RaisedIncident> lock(List<String> ids) {
        return jdbc.sql("select * from incident where id in (:ids) order by id for update")
                .param("ids", ids)
                .query(RaisedIncidentRow::read)
                .list();
    }

    List<RaisedIncident> partsOf(String id) {
        return jdbc.sql("select * from incident where part_of = ? order by id")
                .param(id)
                .query(RaisedIncidentRow::read)
                .list();
    }

    void categorised(String id, int category, @Nullable String reason, String team) {
        jdbc.sql("update incident set category = ?, category_reason = ?, team = ? where id = ?")
                .params(category, reason, team, id)
                .update();
    }

    void decided(String id, Decision decision, String note, Instant at) {
        jdbc.sql("update incident set decision = ?, note = ?, responded_at = coalesce(responded_at, ?) where id = ?")
                .param(decision.name())
                .param(note)
                .param(decision == Decision.PASS_ON ? null : Timestamp.from(at))
                .param(id)
                .update();
    }

    void move(String id, State state) {
        jdbc.sql("update incident set state = ? where id = ?")
                .params(state.name(), id)
                .update();
    }

    void team(String id, String team) {
        jdbc.sql("update incident set team = ? where id = ?").params(team, id).update();
    }

    void partOf(String id, @Nullable String other) {
        jdbc.sql("update incident set part_of = ? where id = ?")
                .param(other)
                .param(id)
                .update();
    }

    /** @param since null when its clocks go on */
    void rests(String id, @Nullable Instant since, @Nullable Instant until) {
        jdbc.sql("update incident set rests_since = ?, wait_until = ? where id = ?")
                .param(since == null ? null : Timestamp.from(since))
                .param(until == null ? null : Timestamp.from(until))
                .param(id)
                .update();
    }

    void resolved(String id, @Nullable IncidentCause cause, @Nullable String words, @Nullable Instant at) {
        jdbc.sql("update incident set cause = ?, resolution = ?, resolved_at = ? where id = ?")
                .param(cause == null ? null : cause.name())
                .param(words)
                .param(at == null ? null : Timestamp.from(at))
                .param(id)
                .update();
    }

    void closed(String id, Instant at) {
        jdbc.sql("update incident set closed_at = ? where id = ?")
                .params(Timestamp.from(at), id)
                .update();
    }

    /** Those raised since then that have this in common, without those that are part of another; the oldest first. */
    List<String> alike(Subject.Part part, Instant since) {
        return jdbc.sql(
                        "select id from incident where %s = ? and raised_at > ? and part_of is null order by raised_at, id"
                                .formatted(column(part.kind())))
                .params(part.value(), Timestamp.from(since))
                .query(String.class)
                .list();
    }

    boolean openIn(String area) {
        return jdbc.sql("""
                        select exists (select from incident
                                       where area = ? and device is null and resolved_at is null and closed_at is null)""").param(area).query(Boolean.class).single();
    }

    private static String column(Subject.Kind kind) {
        return switch (kind) {
            case MODEL -> "model";
            case HUB -> "hub";
            case AREA -> "area";
        };
    }

    /** @param terms ids of parties and devices that the text means */
    List<String> search(String text, String[] terms, int limit, int offset) {
        return jdbc.sql("""
                        select id from incident
                        where ? = '' or id = upper(?) or device = any(?) or hub = any(?) or parties && ?::text[]
                        order by raised_at desc, id desc limit ? offset ?""")
                .params(text, text)
                .param(terms)
                .param(terms)
                .param(terms)
                .params(limit, offset)
                .query(String.class)
                .list();
    }
}
