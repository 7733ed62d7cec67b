package org.meterflow.desk;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meterflow.process.TaskQuery;
import org.meterflow.process.TaskQuery.Claim;
import org.meterflow.process.WorkItem;
import org.meterflow.process.engine.ProcessMaps;
import org.meterflow.process.engine.Suspensions;
import org.meterflow.process.engine.WaitingTasks;
import org.meterflow.team.Members;
import org.meterflow.team.Teams;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** The tasks that wait for people. The address holds view, search and page: it can be sent to a colleague. */
@Controller
class InboxPage {

    private final ProcessMaps maps;
    private final WaitingTasks tasks;
    private final Moments moments;
    private final PageVersions marks;
    private final Members members;
    private final Teams teams;
    private final Suspensions suspensions;

    InboxPage(
            ProcessMaps maps,
            WaitingTasks tasks,
            Moments moments,
            PageVersions marks,
            Members members,
            Teams teams,
            Suspensions suspensions) {
        this.suspensions = suspensions;
        this.members = members;
        this.teams = teams;
        this.maps = maps;
        this.tasks = tasks;
        this.moments = moments;
        this.marks = marks;
    }

    enum View {
        MINE("Mine", Claim.THIS_PERSON),
        TEAM("Unclaimed", Claim.NOBODY),
        ALL("All", Claim.ANYBODY_OR_NOBODY);

        private final String title;
        private final Claim claim;

        View(String title, Claim claim) {
            this.title = title;
            this.claim = claim;
        }

        public String title() {
            return title;
        }

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        TaskQuery query(String me, @Nullable String process, @Nullable String text) {
            return new TaskQuery(me, claim, process, text, 0, Pager.SIZE);
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
        String me = Frame.me(frame);
        Set<String> own = members.teamsOf(me);
        View current = view(view, me);
        String text = q.isBlank() ? null : q.strip();
        String only = process.isBlank() ? null : process;
        model.addAttribute("mark", marks.of(Topic.tasksOf(own)));
        model.addAttribute("topic", Topic.Kind.TASKS.event());
        model.addAttribute("teams", own.stream().map(teams::title).sorted().toList());
        model.addAttribute("view", current);
        model.addAttribute("tabs", tabs(current, me, only, text));
        model.addAttribute("q", q);
        model.addAttribute("process", process);
        model.addAttribute("processes", maps.all());
        addItems(model, current.query(me, only, text), Math.max(1, page));
        return "inbox";
    }

    /** Without a wish: one's own tasks when there are any, else what nobody has taken. */
    private View view(String wanted, String me) {
        for (View view : View.values()) {
            if (view.key().equals(wanted)) {
                return view;
            }
        }
        return tasks.count(View.MINE.query(me, null, null)) > 0 ? View.MINE : View.TEAM;
    }

    private List<Tab> tabs(View current, String me, @Nullable String process, @Nullable String text) {
        return List.of(View.values()).stream()
                .map(view -> new Tab(view, tasks.count(view.query(me, process, text)), view == current))
                .toList();
    }

    private void addItems(Model model, TaskQuery wanted, int page) {
        List<WorkItem> items = tasks.find(
                new TaskQuery(wanted.person(), wanted.claim(), wanted.process(), wanted.text(), page - 1, Pager.SIZE));
        boolean more = (long) page * Pager.SIZE < tasks.count(wanted);
        model.addAttribute("items", items);
        model.addAttribute(
                "suspended", suspensions.among(items.stream().map(WorkItem::key).toList()));
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
