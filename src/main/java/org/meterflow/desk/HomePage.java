package org.meterflow.desk;

import org.meterflow.process.Processes;
import org.meterflow.process.TaskQuery;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;

/** A person's day: what waits for them, and how the processes they may see are doing. */
@Controller
class HomePage {

    private static final int FIRST_FEW = 5;

    private final Processes processes;

    HomePage(Processes processes) {
        this.processes = processes;
    }

    @GetMapping("/")
    String home(@ModelAttribute("frame") Frame frame, Model model) {
        if (frame.may(Room.INBOX)) {
            model.addAttribute("mine", processes.countTasks(new TaskQuery(frame.name(), false, null, null, 0, 1)));
            model.addAttribute("unclaimed", processes.countTasks(new TaskQuery(null, true, null, null, 0, 1)));
            model.addAttribute("next", processes.tasks(new TaskQuery(frame.name(), false, null, null, 0, FIRST_FEW)));
            model.addAttribute("nobodys", processes.tasks(new TaskQuery(null, true, null, null, 0, FIRST_FEW)));
        }
        if (frame.may(Room.PROCESSES)) {
            model.addAttribute("processes", processes.processes());
        }
        return "home";
    }
}
