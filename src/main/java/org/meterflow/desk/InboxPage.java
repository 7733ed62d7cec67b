package org.meterflow.desk;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.meterflow.process.TaskQuery;
import org.meterflow.process.WorkItem;
import org.meterflow.process.engine.ProcessMaps;
import org.meterflow.process.engine.Tasks;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** The tasks that wait for people. The address holds view, search and page: it can be sent to a colleague. */
@Controller
class InboxPage {

    private static final Topic TASKS = new Topic(Topic.Kind.TASKS, "");

    private final ProcessMaps maps;
    private final Tasks tasks;
    private final Moments moments;
    private final PageVersions marks;

    InboxPage(ProcessMaps maps, Tasks tasks, Moments moments, PageVersions marks) {
        this.maps = maps;
        this.tasks = tasks;
        this.moments = moments;
        this.marks = marks;
    }

    enum View {
        MINE("Mine"),
        TEAM("Unclaimed"),
        ALL("All");

        private final String title;

        View(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        TaskQuery query(@Nullable String me, @Nullable String process, @Nullable String text, int page, int size) {
            return new TaskQuery(this == MINE ? me : null, this == TEAM, process, text, page, size);
        }
    }

    record Tab(View view, long count, boolean current) {}

    @GetMapping("/inbox")
    String inbox(
            @ModelAttribute("frame") Frame frame,
            @RequestParam(defaultValue = "") String view,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String process,
            @RequestParam(defaultValue = "1") int page,
            Model model) {
        View current = view(view, frame);
        String text = q.isBlank() ? null : q.strip();
        String only = process.isBlank() ? null : process;
        model.addAttribute("mark", marks.of(TASKS));
        model.addAttribute("topic", TASKS);
        model.addAttribute("view", current);
        model.addAttribute("tabs", tabs(current, frame, only, text));
        model.addAttribute("q", q);
        model.addAttribute("process", process);
        model.addAttribute("processes", maps.all());
        addItems(model, current.query(frame.name(), only, text, 0, Pager.SIZE), Math.max(1, page));
        return "inbox";
    }

    /** Without a wish: one's own tasks when there are any, else what nobody has taken. */
    private View view(String wanted, Frame frame) {
        for (View view : View.values()) {
            if (view.key().equals(wanted)) {
                return view;
            }
        }
        return tasks.count(View.MINE.query(frame.name(), null, null, 0, 1)) > 0 ? View.MINE : View.TEAM;
    }

    private List<Tab> tabs(View current, Frame frame, @Nullable String process, @Nullable String text) {
        return List.of(View.values()).stream()
                .map(view -> new Tab(view, tasks.count(view.query(frame.name(), process, text, 0, 1)), view == current))
                .toList();
    }

    private void addItems(Model model, TaskQuery wanted, int page) {
        List<WorkItem> items = tasks.find(new TaskQuery(
                wanted.assignee(), wanted.unclaimedOnly(), wanted.process(), wanted.text(), page - 1, Pager.SIZE));
        boolean more = (long) page * Pager.SIZE < tasks.count(wanted);
        model.addAttribute("items", items);
        model.addAttribute("page", new Pager(page, Pager.SIZE, more));
        model.addAttribute("overdue", count(items, "overdue"));
        model.addAttribute("soon", count(items, "soon"));
    }

    private long count(List<WorkItem> items, String urgency) {
        return items.stream()
                .filter(item ->
                        item.due() != null && moments.urgency(item.due()).equals(urgency))
                .count();
    }
}
