package org.meterflow.desk;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.meterflow.process.TaskGone;
import org.meterflow.process.WorkItem;
import org.meterflow.process.engine.TeamlessTasks;
import org.meterflow.process.engine.WaitingTasks;
import org.meterflow.process.escalation.Escalations;
import org.meterflow.team.Members;
import org.meterflow.team.Membership;
import org.meterflow.team.Team;
import org.meterflow.team.Teams;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The teams, who is in them, what waits for them, and the tasks that nobody could do. */
@Controller
class TeamPages {

    private static final int MOST_STRANDED = 50;

    private final Teams teams;
    private final Members members;
    private final WaitingTasks tasks;
    private final TeamlessTasks teamless;
    private final People people;
    private final Escalations escalations;

    TeamPages(
            Teams teams,
            Members members,
            WaitingTasks tasks,
            TeamlessTasks teamless,
            People people,
            Escalations escalations) {
        this.escalations = escalations;
        this.teamless = teamless;
        this.teams = teams;
        this.members = members;
        this.tasks = tasks;
        this.people = people;
    }

    record Member(String name, String fullName) {}

    record Line(Team team, List<Member> members, long waiting) {}

    @GetMapping("/teams")
    String list(Model model) {
        Map<String, String> names = people.all().stream().collect(Collectors.toMap(Person::name, Person::fullName));
        Map<String, List<Member>> in = members.now().stream()
                .collect(Collectors.groupingBy(
                        Membership::team,
                        Collectors.mapping(
                                each -> new Member(each.person(), names.getOrDefault(each.person(), each.person())),
                                Collectors.toList())));
        model.addAttribute(
                "lines",
                teams.all().stream()
                        .map(team ->
                                new Line(team, in.getOrDefault(team.name(), List.of()), tasks.countOf(team.name())))
                        .toList());
        model.addAttribute("titles", teams);
        model.addAttribute("teamless", teamless);
        model.addAttribute("stranded", tasks.stranded());
        model.addAttribute("first", tasks.strandedFirst(MOST_STRANDED));
        model.addAttribute("late", escalations.forManagers());
        model.addAttribute("latest", escalations.forManagers(MOST_STRANDED));
        return "teams";
    }

    /** Also for people who sign in elsewhere, and will not come again. */
    @PostMapping("/teams/{team}/take")
    String take(
            @PathVariable String team,
            @RequestParam String person,
            @ModelAttribute("frame") Frame frame,
            RedirectAttributes told) {
        Team from = team(team);
        String by = Frame.me(frame);
        Crossing.settled(() -> {
            members.take(person, from.name(), by);
            return from;
        });
        told.addFlashAttribute("told", person + " is no longer in the team " + from.title() + ".");
        return "redirect:/teams";
    }

    /** A task of a former diagram, for a team that there is not. */
    @PostMapping("/teams/tasks/{task}")
    String offer(
            @PathVariable String task,
            @RequestParam String team,
            @ModelAttribute("frame") Frame frame,
            RedirectAttributes told) {
        Team to = team(team);
        String by = Frame.me(frame);
        try {
            WorkItem given = Crossing.settled(() -> teamless.offer(task, to, by));
            told.addFlashAttribute("told", given.name() + " is now a task of the team " + to.title() + ".");
        } catch (TaskGone gone) {
            told.addFlashAttribute("warned", gone.getMessage() + ".");
        }
        return "redirect:/teams";
    }

    private Team team(String name) {
        return teams.find(name).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
