package org.meterflow.desk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.meterflow.onboarding.CertificateFiles;
import org.meterflow.onboarding.FilesTaken;
import org.meterflow.onboarding.MarketFile;
import org.meterflow.onboarding.MarketFiles;
import org.meterflow.onboarding.MarketFiles.Outcome;
import org.meterflow.onboarding.OnboardingSettings;
import org.meterflow.onboarding.Problem;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** Where an administrator brings in parties, homes, devices and certificates as files. */
@Controller
class OnboardingPages {

    private static final int MOST_SHOWN = 100;
    private static final int LATEST = 20;

    private final MarketFiles market;
    private final CertificateFiles certificates;
    private final FilesTaken files;
    private final OnboardingSettings limits;

    OnboardingPages(MarketFiles market, CertificateFiles certificates, FilesTaken files, OnboardingSettings limits) {
        this.market = market;
        this.certificates = certificates;
        this.files = files;
        this.limits = limits;
    }

    @GetMapping("/parties/bring-in")
    ModelAndView form() {
        return form("market", List.of());
    }

    @PostMapping("/parties/bring-in/market")
    ModelAndView bringInMarket(
            @RequestParam(name = "market", required = false) @Nullable MultipartFile file,
            @ModelAttribute("frame") Frame frame)
            throws IOException {
        if (file == null || file.isEmpty()) {
            return form("market", List.of("Select a market file"));
        }
        if (file.getSize() > limits.longestMarketFile().toBytes()) {
            return form(
                    "market",
                    List.of("Select a file of at most %s MB, or split it"
                            .formatted(limits.longestMarketFile().toMegabytes())));
        }
        String yaml;
        try {
            yaml = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file.getBytes()))
                    .toString();
        } catch (CharacterCodingException noText) {
            return form("market", List.of("Select a text file in UTF-8"));
        }
        return result("market", market.bringIn(UploadName.of(file), yaml, Objects.requireNonNull(frame.name())));
    }

    @PostMapping("/parties/bring-in/certificates")
    ModelAndView bringInCertificates(
            @RequestParam(name = "certificates", required = false) @Nullable List<MultipartFile> given,
            @ModelAttribute("frame") Frame frame)
            throws IOException {
        List<CertificateFiles.Upload> uploads = new ArrayList<>();
        for (MultipartFile file : given == null ? List.<MultipartFile>of() : given) {
            if (file.getSize() > limits.longestCertificateFile().toBytes()) {
                return form(
                        "certificates",
                        List.of("Select files of at most %s KB each. %s is larger"
                                .formatted(limits.longestCertificateFile().toKilobytes(), UploadName.of(file))));
            }
            if (!file.isEmpty()) {
                uploads.add(new CertificateFiles.Upload(UploadName.of(file), file.getBytes()));
            }
        }
        if (uploads.isEmpty()) {
            return form("certificates", List.of("Select at least one certificate file"));
        }
        return result("certificates", certificates.bringIn(uploads, Objects.requireNonNull(frame.name())));
    }

    @GetMapping("/parties/files/{id}")
    ModelAndView show(@PathVariable long id) {
        MarketFile file = files.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return new ModelAndView("brought-in").addObject("file", file).addObject("most", MOST_SHOWN);
    }

    private ModelAndView result(String field, Outcome outcome) {
        MarketFile file = outcome.file();
        return file == null
                ? form(field, sentences(outcome.problems()))
                : new ModelAndView("redirect:/parties/files/" + file.id());
    }

    private static List<String> sentences(List<Problem> problems) {
        List<String> sentences = new ArrayList<>(problems.stream()
                .limit(MOST_SHOWN)
                .map(problem -> problem.place() + ": " + problem.what())
                .toList());
        if (problems.size() > MOST_SHOWN) {
            sentences.add(String.format(Locale.UK, "There are %,d more problems", problems.size() - MOST_SHOWN));
        }
        return sentences;
    }

    private ModelAndView form(String field, List<String> wrong) {
        ModelAndView page = new ModelAndView("bring-in");
        page.addObject(
                "errors",
                wrong.stream().map(sentence -> new InputError(field, sentence)).toList());
        page.addObject("wrongField", wrong.isEmpty() ? "" : field);
        page.addObject("latest", files.latest(LATEST));
        page.setStatus(wrong.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_ENTITY);
        return page;
    }
}
