package org.meterflow.process.engine;

import org.camunda.bpm.engine.impl.bpmn.behavior.DmnBusinessRuleTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParse;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.meterflow.process.kit.Answers;

/** Lets a box that asks a decision table, and puts the answer into no variable, ask it with what the case knows. */
final class DecisionBoxes extends AbstractBpmnParseListener {

    private final CaseWords words;
    private final Answers answers;

    DecisionBoxes(CaseWords words, Answers answers) {
        this.words = words;
        this.answers = answers;
    }

    @Override
    public void parseBusinessRuleTask(Element box, ScopeImpl scope, ActivityImpl activity) {
        boolean kept = box.attributeNS(BpmnParse.CAMUNDA_BPMN_EXTENSIONS_NS, "resultVariable") != null;
        if (activity.getActivityBehavior() instanceof DmnBusinessRuleTaskActivityBehavior && !kept) {
            String table = box.attributeNS(BpmnParse.CAMUNDA_BPMN_EXTENSIONS_NS, "decisionRef");
            String title = ElementNames.of(box.attribute("name"), activity.getId());
            activity.setActivityBehavior(new FactDecision(table, title, words, answers));
        }
    }
}
