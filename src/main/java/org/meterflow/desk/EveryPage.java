package org.meterflow.desk;

import jakarta.servlet.http.HttpServletRequest;
import org.meterflow.calendar.DemoClock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Gives every page, the error pages too, its frame. */
@ControllerAdvice(annotations = Controller.class)
class EveryPage {

    private final Moments moments;
    private final Words words;
    private final Limits limits;
    private final String environment;
    private final boolean demoClock;

    EveryPage(Moments moments, Words words, Limits limits, DeskSettings settings, ObjectProvider<DemoClock> demoClock) {
        this.limits = limits;
        this.moments = moments;
        this.words = words;
        this.environment = settings.environment();
        this.demoClock = demoClock.getIfAvailable() != null;
    }

    @ModelAttribute("frame")
    Frame frame(HttpServletRequest request) {
        return Frame.of(request, environment, demoClock);
    }

    @ModelAttribute("moments")
    Moments moments() {
        return moments;
    }

    @ModelAttribute("limits")
    Limits limits() {
        return limits;
    }

    @ModelAttribute("words")
    Words words() {
        return words;
    }
}
