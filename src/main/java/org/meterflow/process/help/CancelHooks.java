package org.meterflow.process.help;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.meterflow.process.Cancellable;
import org.meterflow.process.CancellableByName;
import org.meterflow.process.Cancelling;
import org.meterflow.process.CaseFacts;
import org.meterflow.process.CaseKey;
import org.meterflow.process.CaseViews;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** What the processes themselves say and do when cases of theirs are cancelled. */
@Component
class CancelHooks {

    private final ObjectProvider<Cancellable> processes;
    private final ObjectProvider<CancellableByName> byName;
    private final CaseViews views;

    CancelHooks(ObjectProvider<Cancellable> processes, ObjectProvider<CancellableByName> byName, CaseViews views) {
        this.byName = byName;
        this.processes = processes;
        this.views = views;
    }

    /** What it means for all of them together. */
    HelpPlan plan(List<CaseKey> cases) {
        List<String> takenBack = new ArrayList<>();
        List<String> remains = new ArrayList<>();
        for (CaseKey key : cases) {
            Cancelling each = hook(key)
                    .map(process -> process.cancelling(key.caseId()))
                    .orElseGet(() -> Cancelling.forbidden(
                            "The process of “%s” does not say how its cases are cancelled, so they cannot be."
                                    .formatted(about(key))));
            if (each.forbidden() != null) {
                return HelpPlan.forbidden(each.forbidden());
            }
            takenBack.addAll(each.takenBack());
            remains.addAll(each.remains());
        }
        return new HelpPlan(null, takenBack, remains);
    }

    /** @return whether it ends by a way of its own diagram */
    boolean cancel(CaseKey key, String reason) {
        return hook(key).orElseThrow().cancel(key.caseId(), reason);
    }

    private Optional<Cancellable> hook(CaseKey key) {
        return processes.stream()
                .filter(process -> process.process().equals(key.process()))
                .findFirst()
                .or(() -> byName.stream()
                        .flatMap(drawn -> drawn.cancellable(key.process()).stream())
                        .findFirst());
    }

    private String about(CaseKey key) {
        return views.facts(key).map(CaseFacts::about).orElse(key.caseId());
    }
}
