package org.meterflow.process.changeofsupplier;

import org.meterflow.identifier.Mpid;
import org.meterflow.messages.InboundMessage;
import org.meterflow.party.Parties;
import org.meterflow.party.Party;
import org.meterflow.process.Form;
import org.meterflow.process.StoryKind;
import org.meterflow.process.Timeline;
import org.springframework.stereotype.Component;

/** What is told of a switch on its case's page. */
@Component
class SwitchTimeline {

    private final Timeline timeline;
    private final Parties parties;

    SwitchTimeline(Timeline timeline, Parties parties) {
        this.timeline = timeline;
        this.parties = parties;
    }

    void message(SupplierChange change, InboundMessage message, String title) {
        timeline.note(change.key(), StoryKind.MESSAGE, title, message.data(), name(message.sender()));
    }

    void decided(SupplierChange change, String title, String detail) {
        timeline.note(change.key(), StoryKind.DECISION, title, detail, Timeline.PLATFORM);
    }

    /** @param form whose reason is the person's */
    void person(SupplierChange change, Form form, String act) {
        timeline.note(change.key(), StoryKind.PERSON, act, form.text("reason"), form.actor());
    }

    /** @param party its id */
    void told(SupplierChange change, String party, String notice, String detail) {
        timeline.note(
                change.key(),
                StoryKind.NOTICE,
                "Told " + name(party) + " " + SwitchNoticeWords.of(notice),
                detail,
                Timeline.PLATFORM);
    }

    /** The supplier's name, which people know it by. */
    String name(Mpid supplier) {
        return parties.ofMpid(supplier).map(Party::name).orElse(supplier.value());
    }

    private String name(String party) {
        return parties.find(party).map(Party::name).orElse(party);
    }
}
