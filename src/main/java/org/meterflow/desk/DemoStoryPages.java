package org.meterflow.desk;

import java.util.List;
import org.meterflow.identifier.Reason;
import org.meterflow.process.CaseKey;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** Where a visitor of the demonstration chooses a home and what happens there. */
@Controller
@ConditionalOnProperty("meterflow.demo.adjustable-clock")
class DemoStoryPages {

    private final ObjectProvider<DemoStory> stories;

    DemoStoryPages(ObjectProvider<DemoStory> stories) {
        this.stories = stories;
    }

    @GetMapping("/demo/stories/{name}")
    ModelAndView choose(@PathVariable String name) {
        return page(story(name), List.of(), "", "");
    }

    @PostMapping("/demo/stories/{name}")
    ModelAndView start(
            @PathVariable String name,
            @RequestParam(defaultValue = "") String home,
            @RequestParam(defaultValue = "") String way) {
        DemoStory story = story(name);
        if (story.homes().stream().noneMatch(one -> one.value().equals(home))) {
            return page(story, List.of(new InputError("home", "Select a home")), home, way);
        }
        if (story.ways().stream().noneMatch(one -> one.value().equals(way))) {
            return page(story, List.of(new InputError("way", "Select what happens")), home, way);
        }
        try {
            CaseKey started = story.start(home, way);
            return new ModelAndView("redirect:/cases/" + started.process() + "/" + started.caseId() + "?started");
        } catch (IllegalArgumentException refused) {
            return page(story, List.of(new InputError("home", Reason.of(refused))), home, way);
        }
    }

    private DemoStory story(String name) {
        return stories.orderedStream()
                .filter(story -> story.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static ModelAndView page(DemoStory story, List<InputError> errors, String home, String way) {
        ModelAndView page = new ModelAndView("demo-story");
        page.addObject("story", story);
        page.addObject("errors", errors);
        page.addObject("home", home);
        page.addObject("way", way);
        page.setStatus(errors.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_ENTITY);
        return page;
    }

    /** The links to all stories, beside the demonstration's clock. */
    @ControllerAdvice(basePackageClasses = DemoStoryPages.class)
    @ConditionalOnProperty("meterflow.demo.adjustable-clock")
    static class Links {

        private final ObjectProvider<DemoStory> stories;

        Links(ObjectProvider<DemoStory> stories) {
            this.stories = stories;
        }

        record Link(String address, String title) {}

        @ModelAttribute("demoStories")
        List<Link> links() {
            return stories.orderedStream()
                    .map(story -> new Link("/demo/stories/" + story.name(), story.title()))
                    .toList();
        }
    }
}
