package org.meterflow.desk;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.meterflow.process.EndedTask;
import org.meterflow.process.ListedTask;
import org.meterflow.process.engine.TaskLists;
import org.meterflow.process.engine.Tasks;
import org.meterflow.process.work.TaskRun.Row;
import org.meterflow.team.Members;
import org.springframework.stereotype.Component;

/** The tasks that somebody has chosen in a list, as they stand now: some may be over, or another team's, by now. */
@Component
class ChosenTasks {

    private final TaskLists lists;
    private final Tasks tasks;
    private final Members members;

    ChosenTasks(TaskLists lists, Tasks tasks, Members members) {
        this.lists = lists;
        this.tasks = tasks;
        this.members = members;
    }

    /** Those that are still open, and of one's teams. */
    List<ListedTask> open(List<String> ids, String me) {
        return lists.of(me, members.teamsOf(me), ids);
    }

    /** All of them, in the order in which they were chosen. */
    List<Row> rows(List<String> ids, String me) {
        Map<String, ListedTask> open =
                open(ids, me).stream().collect(Collectors.toMap(ListedTask::id, Function.identity()));
        return ids.stream().distinct().map(id -> row(id, open)).toList();
    }

    private Row row(String id, Map<String, ListedTask> open) {
        ListedTask task = open.get(id);
        return task == null
                ? tasks.ended(id)
                        .map(EndedTask::task)
                        .map(over -> Row.waiting(id, over.name(), over.about()))
                        .orElseGet(() -> Row.waiting(id, "A task you cannot see", ""))
                : Row.waiting(id, task.name(), task.about());
    }

    /** Whoever is in one of the tasks' teams. */
    List<String> colleagues(List<ListedTask> chosen) {
        Set<String> teams =
                chosen.stream().flatMap(task -> task.teams().stream()).collect(Collectors.toSet());
        return members.now().stream()
                .filter(member -> teams.contains(member.team()))
                .map(member -> member.person())
                .distinct()
                .sorted()
                .toList();
    }

    /** Whether one form serves them all. */
    static boolean areAlike(List<ListedTask> chosen) {
        return chosen.stream()
                        .map(task -> task.key().process() + " " + task.step())
                        .distinct()
                        .count()
                == 1;
    }
}
