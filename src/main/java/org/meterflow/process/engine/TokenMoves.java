package org.meterflow.process.engine;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.runtime.ActivityInstance;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.runtime.ProcessInstanceModificationBuilder;
import org.meterflow.process.CaseKey;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Where a case stands, to which boxes of its own diagram it can be moved from there, and the move. */
@Component
public class TokenMoves {

    private final ProcessEngine engine;
    private final RunningCases running;
    private final MoveTargets targets;

    TokenMoves(ProcessEngine engine, RunningCases running, MoveTargets targets) {
        this.engine = engine;
        this.running = running;
        this.targets = targets;
    }

    /**
     * @param id of this visit to the box: it is another one when the case comes again
     * @param elementId of the box in the diagram
     */
    public record Place(String id, String elementId, String name) {}

    /** A box to which a token can go. */
    public record Target(String elementId, String name) {}

    /** Empty when the case has ended. */
    public List<Place> places(CaseKey key) {
        return running.instance(key).stream()
                .flatMap(instance -> tokens(instance).stream()
                        .map(token -> new Place(
                                token.id(),
                                token.element(),
                                targets.name(instance.getProcessDefinitionId(), token.element()))))
                .toList();
    }

    private List<Token> tokens(ProcessInstance instance) {
        return Optional.ofNullable(engine.getRuntimeService().getActivityInstance(instance.getId())).stream()
                .flatMap(tree -> Token.in(tree).stream())
                .toList();
    }

    /** In the diagram's order; empty when the case no longer stands there. */
    public List<Target> targets(CaseKey key, String place) {
        return running.instance(key).stream()
                .flatMap(instance -> {
                    List<Token> all = tokens(instance);
                    return all.stream()
                            .filter(token -> token.id().equals(place))
                            .flatMap(token -> targets.of(instance.getProcessDefinitionId(), token, all).stream());
                })
                .map(found -> new Target(found.element(), found.name()))
                .toList();
    }

    /**
     * In the caller's transaction; what the box does at once is done in it too.
     *
     * @throws CannotMove when the case does not stand there, or cannot go to that box
     * @throws ConcurrencyFailureException when something happens to it at this moment: to be tried again
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void move(CaseKey key, String place, String target) {
        ProcessInstance instance = running.require(key);
        List<Token> all = tokens(instance);
        Token token = all.stream()
                .filter(each -> each.id().equals(place))
                .findFirst()
                .orElseThrow(() -> new CannotMove("The case no longer stands there."));
        MoveTargets.Found found = targets.of(instance.getProcessDefinitionId(), token, all).stream()
                .filter(each -> each.element().equals(target))
                .findFirst()
                .orElseThrow(() -> new CannotMove("The case cannot go to that step from where it stands."));
        try {
            instructions(instance, token, found).execute();
        } catch (OptimisticLockingException crossed) {
            throw new ConcurrencyFailureException("Something else is happening in " + key, crossed);
        }
    }

    /** A scope that its only token leaves is gone, unless something has begun in it before; the process itself stays. */
    private ProcessInstanceModificationBuilder instructions(
            ProcessInstance instance, Token token, MoveTargets.Found found) {
        ProcessInstanceModificationBuilder change =
                engine.getRuntimeService().createProcessInstanceModification(instance.getId());
        boolean outermost = found.scope().getId().equals(instance.getId());
        Stream.of(outermost, !outermost).forEach(leave -> step(change, token, found.entrance(), found.scope(), leave));
        return change;
    }

    private static void step(
            ProcessInstanceModificationBuilder change,
            Token token,
            String entrance,
            ActivityInstance scope,
            boolean leave) {
        if (!leave) {
            change.startBeforeActivity(entrance, scope.getId());
        } else if (token.begun()) {
            change.cancelActivityInstance(token.id());
        } else {
            change.cancelTransitionInstance(token.id());
        }
    }
}
