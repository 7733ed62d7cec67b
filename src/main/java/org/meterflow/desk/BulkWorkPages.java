package org.meterflow.desk;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.meterflow.calendar.BusinessCalendar;
import org.meterflow.process.BulkWork;
import org.meterflow.process.BulkWork.Progress;
import org.meterflow.process.BulkWork.Result;
import org.meterflow.process.CaseFacts;
import org.meterflow.process.CaseKey;
import org.meterflow.process.CaseViews;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A case that does the same at very many meter points: how far it is, what came of each, and a way to pause it. */
@Controller
class BulkWorkPages {

    private static final String PATH = "/cases/{process}/{id}/meter-points";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.UK);

    private final ObjectProvider<BulkWork> works;
    private final CaseViews views;
    private final BusinessCalendar calendar;

    BulkWorkPages(ObjectProvider<BulkWork> works, CaseViews views, BusinessCalendar calendar) {
        this.works = works;
        this.views = views;
        this.calendar = calendar;
    }

    @GetMapping(PATH)
    ModelAndView show(
            @PathVariable String process,
            @PathVariable String id,
            @RequestParam(defaultValue = "false") boolean unsettled,
            @RequestParam(defaultValue = "1") int page,
            @ModelAttribute("frame") Frame frame) {
        CaseKey key = new CaseKey(process, id);
        BulkWork work = work(key);
        Progress progress = work.progress(key).orElseThrow(BulkWorkPages::notFound);
        int number = Math.max(1, page);
        List<Result> rows = work.results(key, unsettled, Pager.SIZE + 1, (number - 1) * Pager.SIZE);
        ModelAndView view = new ModelAndView("bulk-work");
        view.addObject("key", key);
        view.addObject("about", views.facts(key).map(CaseFacts::about).orElse(id));
        view.addObject("progress", progress);
        view.addObject("unsettled", unsettled);
        view.addObject("rows", Pager.shown(rows));
        view.addObject("page", Pager.of(number, rows));
        view.addObject("mayPause", frame.roles().stream().anyMatch(CasePages::mayHelp));
        return view;
    }

    @PostMapping(PATH)
    String change(
            @PathVariable String process,
            @PathVariable String id,
            @RequestParam boolean pause,
            @ModelAttribute("frame") Frame frame,
            RedirectAttributes told) {
        CaseKey key = new CaseKey(process, id);
        if (pause) {
            work(key).pause(key, Frame.me(frame));
            told.addFlashAttribute("told", "Paused. What has been sent to meters already goes on.");
        } else {
            work(key).resume(key, Frame.me(frame));
            told.addFlashAttribute("told", "It goes on.");
        }
        return "redirect:" + CasePages.address(key) + "/meter-points";
    }

    @GetMapping(PATH + ".csv")
    void csv(@PathVariable String process, @PathVariable String id, HttpServletResponse response) throws IOException {
        CaseKey key = new CaseKey(process, id);
        BulkWork work = work(key);
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename("meter-points-" + calendar.today() + ".csv", StandardCharsets.UTF_8)
                        .build()
                        .toString());
        Csv csv = new Csv(response.getWriter());
        csv.row("Meter point", "Fuel", "Payment", "Registration", "Keys", "Tries", "Remark", "Settled");
        work.each(key, result -> write(csv, result));
    }

    private static void write(Csv csv, Result result) {
        csv.row(
                result.mpxn(),
                result.fuel(),
                result.payment(),
                result.registration(),
                result.keys(),
                Integer.toString(result.tries()),
                result.said(),
                result.settledAt() == null ? "" : TIME.format(result.settledAt().atZone(BusinessCalendar.LONDON)));
    }

    private BulkWork work(CaseKey key) {
        return works.stream().filter(each -> each.concerns(key)).findFirst().orElseThrow(BulkWorkPages::notFound);
    }

    private static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
