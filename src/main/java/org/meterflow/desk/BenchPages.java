package org.meterflow.desk;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/** The workbench for people: messages taken apart, top-up numbers checked. Nothing brought here is kept. */
@Controller
class BenchPages {

    /** 64 KiB in hex, with a blank between the bytes. */
    private static final int LONGEST = 3 * 64 * 1024;

    private final BenchAnswers bench;

    BenchPages(BenchAnswers bench) {
        this.bench = bench;
    }

    @GetMapping("/workbench")
    ModelAndView message() {
        return message("", List.of());
    }

    @PostMapping("/workbench")
    ModelAndView open(
            @RequestParam(defaultValue = "") String message,
            @RequestParam(required = false) @Nullable MultipartFile file)
            throws IOException {
        byte[] content = file == null ? new byte[0] : file.getBytes();
        String field = content.length == 0 ? "message" : "file";
        if (Math.max(content.length, message.length()) > LONGEST) {
            return message("", List.of(new InputError(field, "Enter a message of at most 64 KiB")));
        }
        String text = content.length == 0 ? message.strip() : text(content);
        if (text.isEmpty()) {
            return message("", List.of(new InputError("message", "Enter a message, or select a file with one")));
        }
        try {
            OpenedMessage opened = bench.open(text);
            return message(text, List.of()).addObject("opened", opened);
        } catch (BenchRefusal refused) {
            return message(text, List.of(new InputError(field, said(refused))));
        }
    }

    /** A file holds the message in hex or Base64, or its very bytes. */
    private static String text(byte[] content) {
        String text = new String(content, StandardCharsets.ISO_8859_1).strip();
        return text.matches("[\\p{Alnum}+/=\\s]*") ? text : HexFormat.of().formatHex(content);
    }

    private static String said(BenchRefusal refused) {
        return refused.reason().startsWith("'message'")
                ? "Enter the message in hex or Base64: this is neither"
                : "This message cannot be taken apart. " + refused.reason();
    }

    private static ModelAndView message(String message, List<InputError> errors) {
        return page("workbench", errors).addObject("message", message);
    }

    @GetMapping("/workbench/top-up")
    ModelAndView topUp() {
        return page("workbench-top-up", List.of()).addObject("number", "");
    }

    @PostMapping("/workbench/top-up")
    ModelAndView checkTopUp(@RequestParam(defaultValue = "") String number) {
        String digits = number.replaceAll("[\\s-]", "");
        if (!digits.matches("\\d{20}")) {
            String wrong = digits.isEmpty()
                    ? "Enter a top-up number"
                    : digits.matches("\\d+")
                            ? "A top-up number has 20 digits: this has " + digits.length()
                            : "A top-up number has digits only";
            return page("workbench-top-up", List.of(new InputError("number", wrong)))
                    .addObject("number", number);
        }
        JsonNode answer = bench.topUp(digits);
        ModelAndView page = page("workbench-top-up", List.of()).addObject("number", number);
        page.addObject("checked", digits.replaceAll("(.{4})(?=.)", "$1 "));
        page.addObject("valid", answer.path("valid").asBoolean());
        page.addObject("reason", answer.path("reason").asText(""));
        page.addObject("worth", worth(answer));
        page.addObject("counterBits", answer.path("counterBits").asText(""));
        return page;
    }

    private static String worth(JsonNode answer) {
        BigDecimal value = BigDecimal.valueOf(answer.path("value").asLong());
        boolean pounds = answer.path("valueClass").asText().equals("POUNDS");
        return "£" + (pounds ? value : value.movePointLeft(2)).setScale(2);
    }

    static ModelAndView page(String view, List<InputError> errors) {
        ModelAndView page = new ModelAndView(view).addObject("errors", errors);
        page.setStatus(errors.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_ENTITY);
        return page;
    }
}
