package org.meterflow.process.help;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.meterflow.identifier.Reason;
import org.meterflow.process.CaseKey;
import org.meterflow.process.StoryKind;
import org.meterflow.process.Timeline;
import org.meterflow.process.WorkItem;
import org.meterflow.process.engine.CannotMove;
import org.meterflow.process.engine.RunningCases;
import org.meterflow.process.engine.Suspensions;
import org.meterflow.process.engine.TokenMoves;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** A person has a case go on from another box of its diagram: tried and taken back first, then in earnest. */
@Component
public class MovedTokens {

    private final TokenMoves moves;
    private final RunningCases running;
    private final CancelHooks hooks;
    private final Suspensions suspensions;
    private final HelpRecords records;
    private final Timeline timeline;
    private final TransactionTemplate tried;

    MovedTokens(
            TokenMoves moves,
            RunningCases running,
            CancelHooks hooks,
            Suspensions suspensions,
            HelpRecords records,
            Timeline timeline,
            PlatformTransactionManager transactions) {
        this.moves = moves;
        this.running = running;
        this.hooks = hooks;
        this.suspensions = suspensions;
        this.records = records;
        this.timeline = timeline;
        this.tried = new TransactionTemplate(transactions);
        this.tried.setPropagationBehavior(TransactionTemplate.PROPAGATION_REQUIRES_NEW);
    }

    /** Ids of the boxes that people have moved this case to. */
    public List<String> boxes(CaseKey key) {
        return records.of(key).stream()
                .filter(help -> help.act() == Help.Act.MOVED)
                .map(help -> Objects.requireNonNull(help.toBox()))
                .distinct()
                .toList();
    }

    /** Moves the case as if in earnest, and takes it back. */
    public HelpPlan tryOut(CaseKey key, String place, String target) {
        return Objects.requireNonNull(tried.execute(attempt -> {
            attempt.setRollbackOnly();
            try {
                return moved(key, place, target, "");
            } catch (CannotHelp obstacle) {
                return HelpPlan.forbidden(Reason.of(obstacle));
            } catch (ConcurrencyFailureException busy) {
                return HelpPlan.forbidden("Something is happening in the case at this moment. Try again.");
            }
        }));
    }

    /** @throws CannotHelp when it cannot be done, or the case has moved on meanwhile */
    @Transactional
    public void move(CaseKey key, String place, String target, String reason, String person) {
        records.lock(key);
        TokenMoves.Place from = place(key, place);
        String to = moves.targets(key, place).stream()
                .filter(each -> each.elementId().equals(target))
                .map(TokenMoves.Target::name)
                .findFirst()
                .orElseThrow(() -> new CannotHelp("The case cannot go to that step from where it stands."));
        records.add(key, Help.Act.MOVED, from.elementId(), target, reason, person);
        timeline.note(key, StoryKind.PERSON, "Moved from “%s” to “%s”".formatted(from.name(), to), reason, person);
        moved(key, place, target, reason);
    }

    private TokenMoves.Place place(CaseKey key, String place) {
        return moves.places(key).stream()
                .filter(each -> each.id().equals(place))
                .findFirst()
                .orElseThrow(() -> new CannotHelp(records.latest(key, Help.Act.MOVED)
                        .map(help -> "The case no longer stands there. " + help.sentence())
                        .orElse("The case no longer stands there.")));
    }

    private HelpPlan moved(CaseKey key, String place, String target, String reason) {
        if (suspensions.isSuspended(key)) {
            throw new CannotHelp("The case is suspended. Resume it first.");
        }
        List<CaseKey> family = running.family(key);
        List<WorkItem> tasks = running.tasks(key);
        goThere(key, place, target);
        List<CaseKey> cutOff = family.stream().filter(running::wasCutOff).toList();
        HelpPlan plan = hooks.plan(cutOff);
        plan.require();
        cutOff.forEach(each -> hooks.cancel(each, reason));
        return new HelpPlan(null, happens(key, tasks, plan), remains(plan));
    }

    /** A box may do something at once, and fail in it. */
    private void goThere(CaseKey key, String place, String target) {
        try {
            moves.move(key, place, target);
        } catch (CannotMove obstacle) {
            throw new CannotHelp(Reason.of(obstacle));
        } catch (ConcurrencyFailureException busy) {
            throw busy;
        } catch (RuntimeException failed) {
            throw new CannotHelp("A step fails there: " + Reason.of(failed));
        }
    }

    private List<String> happens(CaseKey key, List<WorkItem> before, HelpPlan taken) {
        List<String> happens = new ArrayList<>();
        before.stream()
                .filter(task -> running.isOver(task.id()))
                .forEach(task -> happens.add(CancelledCases.withdrawn(task.name(), task.assignee())));
        happens.addAll(taken.happens());
        String then = moves.places(key).stream()
                .map(each -> "“" + each.name() + "”")
                .distinct()
                .collect(Collectors.joining(" and "));
        happens.add(then.isEmpty() ? "The case then ends." : "The case is then at " + then + ".");
        return happens;
    }

    private static List<String> remains(HelpPlan taken) {
        List<String> remains = new ArrayList<>(taken.remains());
        remains.add("What the case has passed is not undone, and what it leaves out is not done.");
        return remains;
    }
}
