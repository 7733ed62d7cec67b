package org.meterflow.process.askdevice;

/** A diagram as a process owner draws it: boxes of the kit, one after the other, and nothing in Java. */
public final class DrawnBoxes {

    private final String process;
    private final StringBuilder boxes = new StringBuilder();
    private final StringBuilder flows = new StringBuilder();
    private String last = "wanted";

    private DrawnBoxes(String process) {
        this.process = process;
    }

    public static DrawnBoxes of(String process) {
        return new DrawnBoxes(process);
    }

    /** @param said name, value, name, value … */
    public DrawnBoxes box(String id, String step, String... said) {
        draw(id, step, said);
        return goesTo(id);
    }

    /** A box that a case goes through, and back to the one before, while something holds. */
    public DrawnBoxes detour(String condition, String id, String step, String... said) {
        String before = last;
        boxes.append("<exclusiveGateway id=\"whether\" default=\"whetherToover\"/>");
        goesTo("whether");
        flows.append(("<sequenceFlow id=\"whetherBack\" sourceRef=\"whether\" targetRef=\"%s\"><conditionExpression>%s"
                        + "</conditionExpression></sequenceFlow><sequenceFlow id=\"back\" sourceRef=\"%s\" targetRef=\"%s\"/>")
                .formatted(id, condition, id, before));
        draw(id, step, said);
        return this;
    }

    private void draw(String id, String step, String... said) {
        StringBuilder written = new StringBuilder();
        for (int i = 0; i < said.length; i += 2) {
            written.append("<camunda:property name=\"%s\" value=\"%s\"/>".formatted(said[i], escaped(said[i + 1])));
        }
        boxes.append(
                ("<callActivity id=\"%s\" name=\"Box %s\" calledElement=\"%s\"><extensionElements><camunda:properties>%s"
                                + "</camunda:properties></extensionElements></callActivity>")
                        .formatted(id, id, step, written));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }

    private DrawnBoxes goesTo(String next) {
        flows.append(
                "<sequenceFlow id=\"%sTo%s\" sourceRef=\"%s\" targetRef=\"%s\"/>".formatted(last, next, last, next));
        last = next;
        return this;
    }

    String process() {
        return process;
    }

    String xml() {
        goesTo("over");
        return """
                <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t"
                             xmlns:camunda="http://camunda.org/schema/1.0/bpmn">
                  <process id="%s" isExecutable="true" camunda:historyTimeToLive="P1D">
                    <startEvent id="wanted"/>%s<endEvent id="over"/>%s
                  </process>
                </definitions>""".formatted(process, boxes, flows);
    }
}
