package org.meterflow.desk;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meterflow.process.change.ChangeProposals;
import org.meterflow.process.change.ChangeSettings;
import org.meterflow.process.change.Proposal;
import org.meterflow.process.engine.ModelFile;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where a process owner puts changed diagrams and decision tables forward. */
@Controller
class ProposalPages {

    private final ChangeProposals proposals;
    private final ChangeSettings settings;

    ProposalPages(ChangeProposals proposals, ChangeSettings settings) {
        this.proposals = proposals;
        this.settings = settings;
    }

    @GetMapping("/processes/changes/new")
    ModelAndView blank() {
        return form(List.of(), "");
    }

    @PostMapping("/processes/changes")
    ModelAndView propose(
            @RequestParam(required = false) @Nullable List<MultipartFile> files,
            @RequestParam(defaultValue = "") String reason,
            @ModelAttribute("frame") Frame frame,
            RedirectAttributes told)
            throws IOException {
        List<ModelFile> uploaded = uploaded(files == null ? List.of() : files);
        List<InputError> errors = new ArrayList<>();
        if (uploaded.isEmpty()) {
            errors.add(new InputError("files", "Select at least one file"));
        }
        errors.addAll(Limits.needed("reason", "Enter why the change is needed", "The reason", reason));
        if (!errors.isEmpty()) {
            return form(errors, reason);
        }
        Proposal proposal = proposals.propose(uploaded, reason.strip(), Frame.me(frame));
        Long change = proposal.change();
        if (change == null) {
            return form(ChangePages.errors("files", proposal.wrong()), reason);
        }
        told.addFlashAttribute("told", "The change is proposed. It waits for another process owner.");
        return ChangePages.back(change);
    }

    private ModelAndView form(List<InputError> errors, String reason) {
        ModelAndView page = new ModelAndView("change-new");
        page.addObject("errors", errors);
        page.addObject("reason", reason);
        page.addObject("settings", settings);
        page.setStatus(errors.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_ENTITY);
        return page;
    }

    private static List<ModelFile> uploaded(List<MultipartFile> files) throws IOException {
        List<ModelFile> uploaded = new ArrayList<>();
        for (MultipartFile file : files) {
            if (!file.isEmpty()) {
                uploaded.add(new ModelFile(UploadName.of(file), file.getBytes()));
            }
        }
        return uploaded;
    }
}
