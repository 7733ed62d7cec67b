package org.meterflow.process.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.camunda.bpm.dmn.feel.impl.scala.ScalaFeelEngineFactory;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.form.type.StringFormType;
import org.meterflow.calendar.BusinessCalendar;
import org.meterflow.process.CaseViews;
import org.meterflow.process.kit.Answers;
import org.meterflow.process.kit.CalledStep;
import org.meterflow.process.kit.FieldKind;
import org.meterflow.process.kit.StepsByName;
import org.springframework.context.ApplicationContext;
import org.springframework.stereotype.Component;

/** What the engine takes from us instead of its own: which words diagrams may use, and which kinds of fields tasks may have. */
@Component
class EngineSettings extends AbstractProcessEnginePlugin {

    private final ApplicationContext beans;
    private final Answers answers;
    private final CaseViews views;

    private final BusinessCalendar calendar;
    private final TaskAbouts abouts;

    EngineSettings(
            ApplicationContext beans, Answers answers, CaseViews views, BusinessCalendar calendar, TaskAbouts abouts) {
        this.abouts = abouts;
        this.calendar = calendar;
        this.beans = beans;
        this.answers = answers;
        this.views = views;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        engine.setCacheFactory(new DefinitionsInMemory());
        CaseWords words = new CaseWords(answers, views, calendar);
        engine.setExpressionManager(new OwnWords(beans, words, calendar));
        DefaultDmnEngineConfiguration tables =
                (DefaultDmnEngineConfiguration) DmnEngineConfiguration.createDefaultDmnEngineConfiguration();
        tables.getCustomPostDecisionTableEvaluationListeners().add(new MatchedRules());
        tables.setFeelEngineFactory(() -> new RememberedTests(new ScalaFeelEngineFactory().createInstance()));
        engine.setDmnEngineConfiguration(tables);
        List<BpmnParseListener> listeners =
                new ArrayList<>(Objects.requireNonNullElse(engine.getCustomPostBPMNParseListeners(), List.of()));
        listeners.add(abouts);
        listeners.add(
                new CalledSteps(beans.getBeanProvider(CalledStep.class), beans.getBeanProvider(StepsByName.class)));
        listeners.add(new CaseEnds(beans));
        listeners.add(new DecisionBoxes(words, answers));
        engine.setCustomPostBPMNParseListeners(listeners);
        engine.setCustomFormTypes(Stream.of(
                        FieldKind.DECIMAL,
                        FieldKind.MONEY,
                        FieldKind.INSTANT,
                        FieldKind.METER_POINT,
                        FieldKind.PARTY,
                        FieldKind.DEVICE)
                .map(Named::new)
                .collect(Collectors.toCollection(ArrayList::new)));
    }

    /** The engine only has to know the name; answers are checked and kept by the kit. */
    private static final class Named extends StringFormType {

        private final String name;

        Named(FieldKind kind) {
            this.name = kind.type();
        }

        @Override
        public String getName() {
            return name;
        }
    }
}
