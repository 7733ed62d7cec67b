package org.meterflow.desk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.meterflow.process.CaseKey;
import org.meterflow.process.TaskGone;
import org.meterflow.process.WorkItem;
import org.meterflow.process.engine.Tasks;
import org.meterflow.process.work.CaseFile;
import org.meterflow.process.work.CaseFiles;
import org.meterflow.process.work.CaseFiles.Upload;
import org.meterflow.process.work.Comments;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Whoever may do a task comments on its case and attaches files; whoever may see the case reads them. */
@Controller
class CaseNotePages {

    private final Tasks tasks;
    private final Comments comments;
    private final CaseFiles files;

    CaseNotePages(Tasks tasks, Comments comments, CaseFiles files) {
        this.tasks = tasks;
        this.comments = comments;
        this.files = files;
    }

    @PostMapping("/tasks/{id}/comments")
    String comment(
            @PathVariable String id,
            @RequestParam("_once") UUID once,
            @RequestParam(defaultValue = "") String comment,
            @ModelAttribute("frame") Frame frame,
            RedirectAttributes told) {
        WorkItem task = task(id, frame);
        List<InputError> wrong = Limits.needed("comment", "Enter a comment", "The comment", comment);
        if (wrong.isEmpty()) {
            comments.add(once, task.root(), task.name(), comment.strip(), Frame.me(frame));
            told.addFlashAttribute("told", "Your comment is with the case.");
        } else {
            told.addFlashAttribute("warned", wrong.get(0).message() + ".");
        }
        return "redirect:/tasks/" + id;
    }

    @PostMapping("/tasks/{id}/files")
    String attach(
            @PathVariable String id,
            @RequestParam("_once") UUID once,
            @RequestParam List<MultipartFile> files,
            @ModelAttribute("frame") Frame frame,
            RedirectAttributes told)
            throws IOException {
        WorkItem task = task(id, frame);
        List<String> refused = new ArrayList<>();
        List<MultipartFile> sent =
                files.stream().filter(file -> !file.isEmpty()).toList();
        for (MultipartFile file : sent) {
            Upload upload = new Upload(UploadName.of(file), file.getBytes());
            this.files
                    .attach(once, task.root(), task.name(), upload, Frame.me(frame))
                    .ifPresent(refused::add);
        }
        if (sent.isEmpty()) {
            refused.add("Choose a file that is not empty");
        }
        if (refused.isEmpty()) {
            told.addFlashAttribute(
                    "told", sent.size() == 1 ? "The file is with the case." : "The files are with the case.");
        } else {
            told.addFlashAttribute("warned", String.join(". ", refused) + ".");
        }
        return "redirect:/tasks/" + id;
    }

    /** To be saved and not shown: what somebody attached never runs in this console. */
    @GetMapping("/cases/{process}/{id}/files/{file}")
    ResponseEntity<byte[]> file(@PathVariable String process, @PathVariable String id, @PathVariable long file) {
        CaseFile found = files.find(new CaseKey(process, id), file)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, found.kind().mediaType())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(found.name(), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .header("X-Content-Type-Options", "nosniff")
                .body(files.content(found));
    }

    private WorkItem task(String id, Frame frame) {
        try {
            return tasks.open(id, Frame.me(frame)).orElseThrow(() -> new ResponseStatusException(HttpStatus.GONE));
        } catch (TaskGone refused) {
            throw new ResponseStatusException(
                    HttpStatus.FORBIDDEN, Objects.requireNonNullElse(refused.getMessage(), ""), refused);
        }
    }
}
