package org.meterflow.desk;

import java.util.UUID;
import org.meterflow.process.CaseKey;
import org.meterflow.process.work.CaseFiles;
import org.meterflow.process.work.Comments;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** Comments and files of a case, for the pages that show them. */
@Component
class CaseNotes {

    private final Comments comments;
    private final CaseFiles files;

    CaseNotes(Comments comments, CaseFiles files) {
        this.comments = comments;
        this.files = files;
    }

    void show(ModelAndView page, CaseKey key) {
        page.addObject("comments", comments.of(key));
        page.addObject("files", files.of(key));
        page.addObject("notesOf", key);
        page.addObject("largestFile", files.largestInMegabytes());
        page.addObject("once", UUID.randomUUID());
    }
}
