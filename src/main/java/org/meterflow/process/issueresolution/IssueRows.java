package org.meterflow.process.issueresolution;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterflow.process.incident.Subject;
import org.meterflow.process.issueresolution.Issue.State;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables of issues: themselves, the incidents that show them, and what is done about them. */
@Repository
class IssueRows {

    private final JdbcClient jdbc;

    IssueRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @return its number; empty when the reference was used, or there is an open issue of the same subject */
    Optional<String> add(IssueReport report, String by, String reference, Instant now) {
        Subject.Part subject = report.subject();
        return jdbc.sql("""
                        insert into issue (id, title, description, source, impact, spread, security, harm,
                            subject_kind, subject, parties, raised_by, reference, raised_at, state, whys)
                        values ('ISS' || lpad(nextval('issue_number')::text, 7, '0'), ?, ?, ?, ?, ?, ?, ?,
                            ?, ?, ?, ?, ?, ?, 'OPEN', '{}')
                        on conflict do nothing returning id""")
                .params(report.title(), report.description(), report.source().name())
                .params(
                        report.gravity().impact().name(),
                        report.gravity().spread().name(),
                        report.gravity().security(),
                        report.gravity().harm().name())
                .param(subject == null ? null : subject.kind().name())
                .param(subject == null ? null : subject.value())
                .param(report.parties().stream().sorted().toArray(String[]::new))
                .params(by, reference, Timestamp.from(now))
                .query(String.class)
                .optional();
    }

    Optional<Issue> find(String id) {
        return jdbc.sql("select * from issue where id = ?")
                .param(id)
                .query(IssueRow::read)
                .optional();
    }

    /** Nobody changes it until the caller's transaction ends. */
    Optional<Issue> lock(String id) {
        return jdbc.sql("select * from issue where id = ? for update")
                .param(id)
                .query(IssueRow::read)
                .optional();
    }

    Optional<String> of(String by, String reference) {
        return jdbc.sql("select id from issue where raised_by = ? and reference = ?")
                .params(by, reference)
                .query(String.class)
                .optional();
    }

    /** The one that has not ended. */
    Optional<String> of(Subject.Part subject) {
        return jdbc.sql("select id from issue where subject_kind = ? and subject = ? and state <> 'ENDED'")
                .params(subject.kind().name(), subject.value())
                .query(String.class)
                .optional();
    }

    void weighed(String id, int severity, String reason) {
        jdbc.sql("update issue set severity = ?, severity_reason = ? where id = ?")
                .params(severity, reason, id)
                .update();
    }

    void owned(String id, String owner) {
        jdbc.sql("update issue set owner = ? where id = ?").params(owner, id).update();
    }

    void move(String id, State state) {
        jdbc.sql("update issue set state = ? where id = ?")
                .params(state.name(), id)
                .update();
    }

    void analysed(String id, Issue.Analysis analysis, List<PlannedAction> actions) {
        jdbc.sql("""
                        update issue set timeline = ?, whys = ?, cause_category = ?, decision = ?, change = ?
                        where id = ?""")
                .param(analysis.timeline())
                .param(analysis.whys().toArray(String[]::new))
                .param(analysis.category() == null ? null : analysis.category().name())
                .param(analysis.decision() == null ? null : analysis.decision().name())
                .param(analysis.change())
                .param(id)
                .update();
        jdbc.sql("delete from issue_action where issue = ?").param(id).update();
        for (int at = 0; at < actions.size(); at++) {
            PlannedAction action = actions.get(at);
            jdbc.sql("insert into issue_action (issue, position, what, who, due) values (?, ?, ?, ?, ?)")
                    .params(id, at + 1, action.what(), action.who(), Date.valueOf(action.due()))
                    .update();
        }
    }

    List<PlannedAction> actions(String id) {
        return jdbc.sql("select what, who, due from issue_action where issue = ? order by position")
                .param(id)
                .query((row, number) -> new PlannedAction(
                        row.getString("what"),
                        row.getString("who"),
                        row.getDate("due").toLocalDate()))
                .list();
    }

    void quiet(String id, @Nullable Instant from) {
        jdbc.sql("update issue set quiet_from = ?, closed_at = null where id = ?")
                .param(from == null ? null : Timestamp.from(from))
                .param(id)
                .update();
    }

    void closed(String id, Instant at) {
        jdbc.sql("update issue set closed_at = ? where id = ?")
                .params(Timestamp.from(at), id)
                .update();
    }

    void recurred(String id) {
        jdbc.sql("update issue set recurrences = recurrences + 1 where id = ?")
                .param(id)
                .update();
    }

    /** @return false when it is linked already */
    boolean link(String issue, String incident, Instant now) {
        return jdbc.sql(
                                "insert into issue_incident (issue, incident, linked_at) values (?, ?, ?) on conflict do nothing")
                        .params(issue, incident, Timestamp.from(now))
                        .update()
                == 1;
    }

    List<String> incidentsOf(String issue) {
        return jdbc.sql("select incident from issue_incident where issue = ? order by incident")
                .param(issue)
                .query(String.class)
                .list();
    }

    List<String> issuesOf(String incident) {
        return jdbc.sql("select issue from issue_incident where incident = ? order by issue")
                .param(incident)
                .query(String.class)
                .list();
    }

    /** @param terms ids of parties that the text means */
    List<String> search(String text, String[] terms, int limit, int offset) {
        return jdbc.sql("""
                        select id from issue
                        where ? = '' or id = upper(?) or subject = any(?) or parties && ?::text[]
                        order by raised_at desc, id desc limit ? offset ?""")
                .params(text, text)
                .param(terms)
                .param(terms)
                .params(limit, offset)
                .query(String.class)
                .list();
    }
}
