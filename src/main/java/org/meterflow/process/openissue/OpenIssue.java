package org.meterflow.process.openissue;

import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.meterflow.process.Drawn;
import org.meterflow.process.StoryKind;
import org.meterflow.process.Timeline;
import org.meterflow.process.issueresolution.IssueReport;
import org.meterflow.process.issueresolution.IssueReport.Gravity;
import org.meterflow.process.issueresolution.IssueReport.Harm;
import org.meterflow.process.issueresolution.IssueReport.Impact;
import org.meterflow.process.issueresolution.IssueReport.Source;
import org.meterflow.process.issueresolution.IssueReport.Spread;
import org.meterflow.process.issueresolution.Issues;
import org.meterflow.process.kit.PlacedStep;
import org.meterflow.process.placed.PlacedBox;
import org.meterflow.process.placed.PlacedCall;
import org.meterflow.process.placed.PlacedCalls;
import org.springframework.stereotype.Component;

/** The step of {@code bpmn/open-issue.bpmn}: a process owner's box <em>Open an issue</em>. */
@Component
@Drawn
@PlacedStep(
        needs = OpenIssue.TITLE,
        may = {"description", IssueRules.IMPACT, IssueRules.SPREAD, IssueRules.HARM, IssueRules.SECURITY},
        outcomes = {OpenIssue.OPENED, OpenIssue.JOINED},
        gives = "number",
        check = IssueRules.class)
public class OpenIssue extends PlacedBox {

    static final String PROCESS = "openIssue";
    static final String TITLE = "title";
    static final String OPENED = "opened";
    static final String JOINED = "joined";

    private final Issues issues;

    OpenIssue(PlacedCalls calls, Issues issues) {
        super(PROCESS, calls);
        this.issues = issues;
    }

    /** The box of one case has one issue, which a later visit joins. */
    public void open(String caseId) {
        PlacedCall call = calls.require(PROCESS, caseId);
        Issues.Opened opened = issues.open(report(call), call.parent(), call.box());
        calls.end(
                call,
                opened.isNew() ? OPENED : JOINED,
                Map.of("number", opened.id()),
                StoryKind.DECISION,
                "Issue " + opened.id() + (opened.isNew() ? ". Opened" : ". Joined"),
                Timeline.PLATFORM);
    }

    private static IssueReport report(PlacedCall call) {
        String title = call.said(TITLE).isEmpty() ? call.title() : call.said(TITLE);
        String description = call.said("description");
        return new IssueReport(
                title.substring(0, Math.min(title.length(), IssueReport.LONGEST_TITLE)),
                description.isEmpty() ? "Opened by the step “" + call.title() + "”" : description,
                Source.PROCESS,
                new Gravity(
                        known(Impact.values(), call.said(IssueRules.IMPACT), Impact.LIMITED),
                        known(Spread.values(), call.said(IssueRules.SPREAD), Spread.ONE),
                        call.said(IssueRules.SECURITY).equals("true"),
                        known(Harm.values(), call.said(IssueRules.HARM), Harm.NONE)),
                null,
                Set.of(),
                Set.of());
    }

    /** What the case handed on may be none of the words. */
    private static <E extends Enum<E>> E known(E[] all, String name, E otherwise) {
        return Stream.of(all)
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElse(otherwise);
    }
}
