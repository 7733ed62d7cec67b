package org.meterflow.process.drawn;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.meterflow.process.FieldError;
import org.meterflow.process.drawn.Starter.Caller;
import org.meterflow.process.engine.DrawnProcess;
import org.meterflow.process.engine.DrawnProcesses;
import org.meterflow.process.kit.CalledStep;
import org.meterflow.process.kit.StepsByName;
import org.springframework.stereotype.Component;

/** A process without a program that another diagram calls: the properties of the box are its facts. */
@Component
class DrawnSteps implements StepsByName {

    private final DrawnProcesses processes;
    private final DrawnCases cases;
    private final DrawnRows rows;

    DrawnSteps(DrawnProcesses processes, DrawnCases cases, DrawnRows rows) {
        this.processes = processes;
        this.cases = cases;
        this.rows = rows;
    }

    @Override
    public Optional<CalledStep> step(String process) {
        return processes.isDrawn(process) ? Optional.of(new DrawnStep(process)) : Optional.empty();
    }

    private final class DrawnStep implements CalledStep {

        private final String process;

        DrawnStep(String process) {
            this.process = process;
        }

        @Override
        public String process() {
            return process;
        }

        @Override
        public String prepare(Call call) {
            Caller caller = new Caller(call.parent(), call.box(), call.visit());
            return rows.calledBy(process, caller).orElseGet(() -> begin(call, caller));
        }

        private String begin(Call call, Caller caller) {
            DrawnProcess drawn = cases.require(process);
            long before = rows.timesAt(caller);
            String id = call.caseId(before);
            Map<String, String> texts = FactTexts.ofValues(drawn.facts(), call.said());
            Begun begun = cases.prepare(drawn, id, texts, Starter.box(call.parent(), call.box(), call.visit()));
            if (!begun.isNew()) {
                throw new IllegalStateException("%s cannot begin: %s"
                        .formatted(
                                drawn.name(),
                                begun.wrong().stream().map(FieldError::message).collect(Collectors.joining("; "))));
            }
            return id;
        }
    }
}
