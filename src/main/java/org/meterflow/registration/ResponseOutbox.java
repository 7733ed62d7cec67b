package org.meterflow.registration;

import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Answers on their way to the registration bodies: each is taken by one node, and ticked off when its file is there. */
@Component
public class ResponseOutbox {

    private static final int CLAIM_SECONDS = 60;

    private final FileRows rows;

    ResponseOutbox(FileRows rows) {
        this.rows = rows;
    }

    @Transactional
    public List<ResponseFile> claim() {
        return rows.claimUnwritten(CLAIM_SECONDS);
    }

    @Transactional
    public void written(String name) {
        rows.written(name);
    }
}
