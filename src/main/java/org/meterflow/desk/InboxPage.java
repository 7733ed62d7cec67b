package org.meterflow.desk;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.meterflow.desk.InboxSearch.View;
import org.meterflow.process.ListedTask;
import org.meterflow.process.ProcessSummary;
import org.meterflow.process.TaskCounts;
import org.meterflow.process.TaskFilter;
import org.meterflow.process.engine.ProcessMaps;
import org.meterflow.process.engine.Suspensions;
import org.meterflow.process.engine.TaskLists;
import org.meterflow.process.work.SavedViews;
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
    private final TaskLists lists;
    private final SavedViews saved;
    private final PageVersions marks;
    private final Members members;
    private final Teams teams;
    private final Suspensions suspensions;

    InboxPage(
            ProcessMaps maps,
            TaskLists lists,
            SavedViews saved,
            PageVersions marks,
            Members members,
            Teams teams,
            Suspensions suspensions) {
        this.suspensions = suspensions;
        this.maps = maps;
        this.lists = lists;
        this.saved = saved;
        this.marks = marks;
        this.members = members;
        this.teams = teams;
    }

    record Tab(View view, long count, boolean current, String address) {}

    @GetMapping("/inbox")
    String inbox(
            @ModelAttribute("frame") Frame frame,
            InboxSearch search,
            @RequestParam(defaultValue = "1") int page,
            Model model) {
        String me = Frame.me(frame);
        Set<String> own = members.teamsOf(me);
        List<ProcessSummary> processes = maps.all();
        model.addAttribute("mark", marks.of(Topic.tasksOf(own)));
        model.addAttribute("topic", Topic.Kind.TASKS.event());
        model.addAttribute("teams", own.stream().map(teams::title).sorted().toList());
        model.addAttribute(
                "ownTeams",
                teams.all().stream().filter(team -> own.contains(team.name())).toList());
        model.addAttribute("processes", processes);
        model.addAttribute("dues", InboxSearch.DUES);
        model.addAttribute("views", saved.of(me, own));
        Optional<String> odd = search.misunderstood(
                own, processes.stream().map(ProcessSummary::key).collect(Collectors.toSet()));
        model.addAttribute("misunderstood", odd.orElse(null));
        addItems(model, search, me, odd.isPresent() ? Set.of() : own, Math.max(1, page));
        return "inbox";
    }

    private void addItems(Model model, InboxSearch search, String me, Set<String> own, int page) {
        TaskCounts counts = lists.counts(search.filter(me, own, View.ALL));
        View current = search.wantedView().orElseGet(() -> first(me));
        InboxSearch here = search.in(current);
        TaskFilter wanted = here.filter(me, own, current);
        model.addAttribute("view", current);
        model.addAttribute("search", here);
        model.addAttribute("tabs", tabs(here, current, counts));
        model.addAttribute("counts", counts);
        List<ListedTask> items = lists.page(wanted, page - 1, Pager.SIZE);
        model.addAttribute("items", items);
        model.addAttribute(
                "suspended",
                suspensions.among(items.stream().map(ListedTask::key).toList()));
        model.addAttribute("page", new Pager(page, Pager.SIZE, (long) page * Pager.SIZE < counts.of(current.claim())));
    }

    /** Without a wish: one's own tasks when there are any, else what nobody has taken. */
    private View first(String me) {
        return lists.counts(me).mine() > 0 ? View.MINE : View.TEAM;
    }

    private static List<Tab> tabs(InboxSearch search, View current, TaskCounts counts) {
        return Arrays.stream(View.values())
                .filter(view -> view != View.ASIDE || view == current || counts.setAside() > 0)
                .map(view -> new Tab(
                        view,
                        counts.of(view.claim()),
                        view == current,
                        search.in(view).address("/inbox")))
                .toList();
    }
}
