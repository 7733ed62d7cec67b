package org.meterflow.registration;

import java.io.InputStream;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Answers on their way to the registration bodies: each is taken by one node, and ticked off when its file is there. */
@Component
public class ResponseOutbox {

    private static final int CLAIM_SECONDS = 60;

    private final ResponseRows rows;

    ResponseOutbox(ResponseRows rows) {
        this.rows = rows;
    }

    /** The names of some that nobody has written yet. */
    @Transactional
    public List<String> claim() {
        return rows.claimUnwritten(CLAIM_SECONDS);
    }

    public InputStream open(String name) {
        return rows.content(name);
    }

    @Transactional
    public void written(String name) {
        rows.written(name);
    }
}
