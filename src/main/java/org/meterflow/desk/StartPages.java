package org.meterflow.desk;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.meterflow.process.CaseKey;
import org.meterflow.process.FieldError;
import org.meterflow.process.drawn.Begun;
import org.meterflow.process.drawn.StartForms;
import org.meterflow.process.engine.CaseStarts;
import org.meterflow.process.engine.DrawnProcess;
import org.meterflow.process.kit.StartedByPeople.Started;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where people start cases: the form is what the diagram asks for at its start. */
@Controller
class StartPages {

    private static final String FORM = "_form";

    private final StartForms starts;
    private final CaseStarts programmed;
    private final TaskForms forms;

    StartPages(StartForms starts, CaseStarts programmed, TaskForms forms) {
        this.programmed = programmed;
        this.starts = starts;
        this.forms = forms;
    }

    @GetMapping("/cases/start")
    String list(@ModelAttribute("frame") Frame frame, Model model) {
        model.addAttribute("startable", startable(frame));
        return "start";
    }

    /** An address may say what is known already, as in {@code ?meterPoint=1200000000123}. */
    @GetMapping("/cases/start/{process}")
    ModelAndView blank(
            @PathVariable String process,
            @RequestParam MultiValueMap<String, String> known,
            @ModelAttribute("frame") Frame frame) {
        DrawnProcess drawn = startable(process, frame);
        Map<String, String> values =
                forms.startAnswers(drawn.asked(), TaskForms.typed(known)).values();
        return page(drawn, UUID.randomUUID().toString(), values, List.of());
    }

    @PostMapping("/cases/start/{process}")
    ModelAndView start(
            @PathVariable String process,
            @RequestParam MultiValueMap<String, String> sent,
            @ModelAttribute("frame") Frame frame,
            RedirectAttributes told) {
        DrawnProcess drawn = startable(process, frame);
        String form = Optional.ofNullable(sent.getFirst(FORM))
                .filter(id -> id.matches("[0-9a-f-]{36}"))
                .orElseGet(() -> UUID.randomUUID().toString());
        FormAnswers answers = forms.startAnswers(drawn.asked(), TaskForms.typed(sent));
        List<FieldError> errors = answers.errors();
        if (errors.isEmpty()) {
            Started started = start(drawn, answers.values(), form, Frame.me(frame));
            CaseKey key = started.key();
            if (key != null) {
                told.addFlashAttribute("told", "Started: " + drawn.name() + ", " + key.caseId() + ".");
                return new ModelAndView("redirect:" + CasePages.address(key));
            }
            errors = started.wrong();
        }
        return page(drawn, form, answers.values(), errors);
    }

    /** Those with a program first: everybody who works on cases may start them. */
    private List<DrawnProcess> startable(Frame frame) {
        List<DrawnProcess> ours = frame.startsCases() ? programmed.all() : List.of();
        return Stream.concat(ours.stream(), starts.startableBy(Frame.me(frame)).stream())
                .toList();
    }

    private Started start(DrawnProcess process, Map<String, String> values, String form, String person) {
        if (programmed.find(process.process()).isPresent()) {
            return programmed.start(process.process(), values, person, form);
        }
        Begun begun = starts.start(process, values, form, person);
        return begun.wrong().isEmpty() ? Started.as(begun.key()) : Started.wrong(begun.wrong());
    }

    private DrawnProcess startable(String process, Frame frame) {
        return startable(frame).stream()
                .filter(each -> each.process().equals(process))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private ModelAndView page(DrawnProcess process, String form, Map<String, String> values, List<FieldError> errors) {
        TaskForms.Opened opened = forms.start(process.asked(), values, errors);
        ModelAndView page = new ModelAndView("start-case");
        page.addObject("process", process);
        page.addObject("formId", form);
        page.addObject("form", opened.html());
        page.addObject("errors", opened.errors());
        page.setStatus(errors.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_ENTITY);
        return page;
    }
}
