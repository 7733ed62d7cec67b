package org.meterflow.desk;

import org.meterflow.process.TaskAnswered;
import org.meterflow.process.work.Decisions;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Keeps what people answered in the words of the form they saw: the form may be another one day. */
@Component
class TaskDecisions {

    private final TaskForms forms;
    private final Decisions decisions;

    TaskDecisions(TaskForms forms, Decisions decisions) {
        this.forms = forms;
        this.decisions = decisions;
    }

    @EventListener
    void on(TaskAnswered answered) {
        decisions.keep(
                answered.task().id(),
                forms.answers(answered.task(), answered.values()).read());
    }
}
