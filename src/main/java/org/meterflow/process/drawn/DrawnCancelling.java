package org.meterflow.process.drawn;

import java.util.Optional;
import org.meterflow.process.Cancellable;
import org.meterflow.process.CancellableByName;
import org.meterflow.process.Cancelling;
import org.meterflow.process.engine.DrawnProcesses;
import org.springframework.stereotype.Component;

/**
 * A case without a program has nothing that the steps it has called do not take back themselves: that it ended, its row learns
 * from the engine.
 */
@Component
class DrawnCancelling implements CancellableByName {

    private final DrawnProcesses processes;

    DrawnCancelling(DrawnProcesses processes) {
        this.processes = processes;
    }

    @Override
    public Optional<Cancellable> cancellable(String process) {
        return processes.find(process).map(drawn -> new WhereItStands(process));
    }

    private record WhereItStands(String process) implements Cancellable {

        @Override
        public Cancelling cancelling(String caseId) {
            return Cancelling.NOTHING;
        }

        @Override
        public boolean cancel(String caseId, String reason) {
            return false;
        }
    }
}
