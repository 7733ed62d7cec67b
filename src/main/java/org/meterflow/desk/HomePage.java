package org.meterflow.desk;

import java.util.List;
import org.meterflow.process.TaskCounts;
import org.meterflow.process.TaskFilter.Claim;
import org.meterflow.process.engine.ProcessMaps;
import org.meterflow.process.engine.TaskLists;
import org.meterflow.process.engine.WaitingTasks;
import org.meterflow.process.escalation.Escalations;
import org.meterflow.registration.RegistrationWatch;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;

/** A person's day: what waits for them, and how the processes they may see are doing. */
@Controller
class HomePage {

    private static final int FIRST_FEW = 5;

    private final ProcessMaps maps;
    private final TaskLists lists;
    private final WaitingTasks tasks;
    private final RegistrationWatch watch;
    private final OwnParty ownParty;
    private final Escalations escalations;

    HomePage(
            ProcessMaps maps,
            TaskLists lists,
            WaitingTasks tasks,
            RegistrationWatch watch,
            OwnParty ownParty,
            Escalations escalations) {
        this.escalations = escalations;
        this.maps = maps;
        this.tasks = tasks;
        this.lists = lists;
        this.watch = watch;
        this.ownParty = ownParty;
    }

    @GetMapping("/")
    String home(@ModelAttribute("frame") Frame frame, Authentication person, Model model) {
        if (frame.may(Room.INBOX)) {
            String me = Frame.me(frame);
            TaskCounts counts = lists.counts(me);
            model.addAttribute("mine", counts.mine());
            model.addAttribute("unclaimed", counts.nobodys());
            model.addAttribute("next", lists.first(me, Claim.MINE, FIRST_FEW));
            model.addAttribute("concerns", ownParty.of(person).isPresent() ? List.of() : watch.concerns());
            model.addAttribute("nobodys", lists.first(me, Claim.NOBODYS, FIRST_FEW));
            model.addAttribute("stranded", frame.ownsProcesses() ? tasks.stranded() : 0);
            model.addAttribute("late", frame.ownsProcesses() ? escalations.forManagers() : 0);
        }
        if (frame.may(Room.PROCESSES)) {
            model.addAttribute("processes", maps.all());
        }
        return "home";
    }
}
