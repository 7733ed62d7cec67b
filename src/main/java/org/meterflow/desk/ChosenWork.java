package org.meterflow.desk;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.meterflow.process.FieldError;
import org.meterflow.process.TaskGone;
import org.meterflow.process.work.TaskRun.Row;
import org.meterflow.process.work.TaskRuns;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;

/** Does one thing to many tasks, one after the other and each by itself: what fails at one does not touch the others. */
@Component
class ChosenWork {

    private static final Logger log = LoggerFactory.getLogger(ChosenWork.class);

    private final TaskRuns runs;

    ChosenWork(TaskRuns runs) {
        this.runs = runs;
    }

    /** What is done to one task. */
    interface Step {

        /** @return what is wrong with the answer; empty when it is done */
        List<FieldError> take(String task);
    }

    private record Result(boolean done, String sentence, List<FieldError> wrong) {}

    /**
     * @param once of the form: sent twice, it is done once
     * @param done what is said of each task that it was done to
     * @return what is wrong with the answer, when the first task that could be done finds something: then nothing has been done
     */
    List<FieldError> run(UUID once, String me, ChosenAct act, List<Row> rows, String done, Step step) {
        if (!runs.begin(once, me, act.name(), rows)) {
            return List.of();
        }
        boolean first = true;
        for (Row row : rows) {
            Result result = tried(row.task(), done, step);
            if (first && !result.wrong().isEmpty()) {
                runs.forget(once);
                return result.wrong();
            }
            first &= !result.done();
            runs.came(once, row.task(), result.done(), result.sentence());
        }
        return List.of();
    }

    private static Result tried(String task, String done, Step step) {
        try {
            List<FieldError> wrong = Crossing.settled(() -> step.take(task));
            return wrong.isEmpty()
                    ? new Result(true, done, wrong)
                    : new Result(
                            false, wrong.stream().map(FieldError::message).collect(Collectors.joining(". ")), wrong);
        } catch (TaskGone gone) {
            return new Result(false, Objects.requireNonNullElse(gone.getMessage(), ""), List.of());
        } catch (ConcurrencyFailureException crossed) {
            return new Result(false, "Somebody else is changing this task. Try it again", List.of());
        } catch (RuntimeException failure) {
            log.warn("Task {} of many could not be done", task, failure);
            return new Result(false, "This task could not be done. The platform's log says why", List.of());
        }
    }
}
