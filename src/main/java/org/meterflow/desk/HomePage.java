package org.meterflow.desk;

import java.util.List;
import org.meterflow.process.TaskQuery;
import org.meterflow.process.engine.ProcessMaps;
import org.meterflow.process.engine.Tasks;
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
    private final Tasks tasks;
    private final RegistrationWatch watch;
    private final OwnParty ownParty;

    HomePage(ProcessMaps maps, Tasks tasks, RegistrationWatch watch, OwnParty ownParty) {
        this.maps = maps;
        this.tasks = tasks;
        this.watch = watch;
        this.ownParty = ownParty;
    }

    @GetMapping("/")
    String home(@ModelAttribute("frame") Frame frame, Authentication person, Model model) {
        if (frame.may(Room.INBOX)) {
            model.addAttribute("mine", tasks.count(new TaskQuery(frame.name(), false, null, null, 0, 1)));
            model.addAttribute("unclaimed", tasks.count(new TaskQuery(null, true, null, null, 0, 1)));
            model.addAttribute("next", tasks.find(new TaskQuery(frame.name(), false, null, null, 0, FIRST_FEW)));
            model.addAttribute("concerns", ownParty.of(person).isPresent() ? List.of() : watch.concerns());
            model.addAttribute("nobodys", tasks.find(new TaskQuery(null, true, null, null, 0, FIRST_FEW)));
        }
        if (frame.may(Room.PROCESSES)) {
            model.addAttribute("processes", maps.all());
        }
        return "home";
    }
}
