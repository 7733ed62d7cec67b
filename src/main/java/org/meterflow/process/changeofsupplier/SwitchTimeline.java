package org.meterflow.process.changeofsupplier;

import org.meterflow.process.Form;
import org.meterflow.process.Timeline;
import org.springframework.stereotype.Component;

/** What is told of a switch on its case's page. */
@Component
class SwitchTimeline {

    private final Timeline timeline;

    SwitchTimeline(Timeline timeline) {
        this.timeline = timeline;
    }

    void decided(SupplierChange change, String title, String detail) {
        timeline.note(SwitchNotices.key(change), "DECISION", title, detail, Timeline.PLATFORM);
    }

    /** @param form whose reason is the person's */
    void person(SupplierChange change, Form form, String act) {
        timeline.note(SwitchNotices.key(change), "PERSON", act, form.text("reason"), form.actor());
    }
}
