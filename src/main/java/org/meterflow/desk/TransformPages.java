package org.meterflow.desk;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.DeviceKind;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Shows which message a service request becomes. Nothing is sent, and nothing kept. */
@Controller
class TransformPages {

    private static final List<String> OTHER_DEVICES = List.of("GSME", "ESME", "CHF", "GPF", "HCALCS", "PPMID", "TYPE2");

    private final BenchAnswers bench;

    TransformPages(BenchAnswers bench) {
        this.bench = bench;
    }

    @GetMapping("/workbench/transform")
    ModelAndView form() {
        return page(TransformForm.EMPTY, null);
    }

    @PostMapping("/workbench/transform")
    ModelAndView transform(@RequestParam Map<String, String> fields) {
        TransformForm form = new TransformForm(fields);
        String duis = form.of("duis");
        if (duis.isEmpty()) {
            return page(form, new InputError("duis", "Enter a service request"));
        }
        Optional<InputError> tooLong = form.tooLong();
        if (tooLong.isPresent()) {
            return page(form, tooLong.get());
        }
        try {
            JsonNode answer = bench.transform(duis, form.context());
            String message = answer.path("message").asText();
            return page(form, null)
                    .addObject("useCase", answer.path("useCase").asText())
                    .addObject("message", message)
                    .addObject("opened", bench.open(message));
        } catch (BenchRefusal refused) {
            return page(form, new TransformFaults(form).wrong(refused.reason()));
        }
    }

    private static ModelAndView page(TransformForm form, @Nullable InputError error) {
        return BenchPages.page("workbench-transform", error == null ? List.of() : List.of(error))
                .addObject("form", form)
                .addObject("kinds", DeviceKind.values())
                .addObject("otherDevices", OTHER_DEVICES);
    }
}
