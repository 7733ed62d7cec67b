package org.meterflow.process.issueresolution;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meterflow.process.incident.Subject;
import org.meterflow.process.issueresolution.Issue.Analysis;
import org.meterflow.process.issueresolution.Issue.Decision;
import org.meterflow.process.issueresolution.Issue.State;
import org.meterflow.process.issueresolution.IssueReport.Gravity;
import org.meterflow.process.issueresolution.IssueReport.Harm;
import org.meterflow.process.issueresolution.IssueReport.Impact;
import org.meterflow.process.issueresolution.IssueReport.Source;
import org.meterflow.process.issueresolution.IssueReport.Spread;

/** Reads a row of the table of issues. */
final class IssueRow {

    private IssueRow() {}

    static Issue read(ResultSet row, int number) throws SQLException {
        @Nullable String kind = row.getString("subject_kind");
        return new Issue(
                row.getString("id"),
                row.getString("title"),
                row.getString("description"),
                Source.valueOf(row.getString("source")),
                new Gravity(
                        Impact.valueOf(row.getString("impact")),
                        Spread.valueOf(row.getString("spread")),
                        row.getBoolean("security"),
                        Harm.valueOf(row.getString("harm"))),
                kind == null ? null : new Subject.Part(Subject.Kind.valueOf(kind), row.getString("subject")),
                Set.of((String[]) row.getArray("parties").getArray()),
                row.getString("raised_by"),
                row.getTimestamp("raised_at").toInstant(),
                State.valueOf(row.getString("state")),
                row.getInt("severity"),
                row.getString("severity_reason"),
                row.getString("owner"),
                analysis(row),
                row.getInt("recurrences"),
                instant(row.getTimestamp("quiet_from")),
                instant(row.getTimestamp("closed_at")));
    }

    private static Analysis analysis(ResultSet row) throws SQLException {
        @Nullable String category = row.getString("cause_category");
        @Nullable String decision = row.getString("decision");
        return new Analysis(
                row.getString("timeline"),
                List.of((String[]) row.getArray("whys").getArray()),
                category == null ? null : CauseCategory.valueOf(category),
                decision == null ? null : Decision.valueOf(decision),
                row.getString("change"));
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
