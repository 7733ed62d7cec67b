package org.meterflow.process.engine;

import org.camunda.bpm.engine.impl.el.JuelExpressionManager;
import org.camunda.bpm.engine.impl.el.VariableContextElResolver;
import org.camunda.bpm.engine.impl.el.VariableScopeElResolver;
import org.camunda.bpm.impl.juel.jakarta.el.CompositeELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.MapELResolver;
import org.meterflow.calendar.BusinessCalendar;
import org.springframework.context.ApplicationContext;

/**
 * All that an expression in a diagram can reach: what the case carries, what its process knows of it, what people answered
 * in its tasks, and the steps of the processes. A diagram comes from outside; whatever the check at the door overlooked is not there when it runs.
 */
final class OwnWords extends JuelExpressionManager {

    private final ApplicationContext beans;
    private final CaseWords words;
    private final BusinessCalendar calendar;

    OwnWords(ApplicationContext beans, CaseWords words, BusinessCalendar calendar) {
        this.beans = beans;
        this.words = words;
        this.calendar = calendar;
        LondonTimes.methods().forEach(this::addFunction);
    }

    BusinessCalendar calendar() {
        return calendar;
    }

    @Override
    protected ELResolver createElResolver() {
        CompositeELResolver all = new CompositeELResolver();
        all.add(new VariableScopeElResolver());
        all.add(new VariableContextElResolver());
        // A box may have the name of the process that it calls: what came of it goes first.
        all.add(new AnswerResolver(words));
        all.add(new StepResolver(beans));
        all.add(new MapELResolver(true));
        return all;
    }
}
