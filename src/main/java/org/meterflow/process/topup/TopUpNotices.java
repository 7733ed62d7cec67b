package org.meterflow.process.topup;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.meterflow.messages.Notifications;
import org.meterflow.process.StoryKind;
import org.meterflow.process.Timeline;
import org.springframework.stereotype.Component;

/**
 * What the payment provider and the supplier are told of a top-up, each once. What is for the consumer stands in {@code
 * message}, to be passed on word for word: the platform has no consumer's address.
 */
@Component
class TopUpNotices {

    private final Notifications notifications;
    private final Timeline timeline;

    TopUpNotices(Notifications notifications, Timeline timeline) {
        this.notifications = notifications;
        this.timeline = timeline;
    }

    /** The payment provider has it in its answer. */
    void taken(PaidTopUp topUp) {
        tell(
                topUp,
                List.of(topUp.token().party()),
                "topUpTaken",
                Map.of("utrn", topUp.token().utrn().digits()));
    }

    void onMeter(PaidTopUp topUp, boolean byHand) {
        boolean armed = Boolean.TRUE.equals(topUp.armed());
        Map<String, Object> more = new LinkedHashMap<>();
        more.put("by", byHand ? "HAND" : "NETWORK");
        more.put("armed", armed);
        more.put(
                "message",
                amount(topUp) + " is on your meter."
                        + (armed ? " Your supply is ready (Armed): press A to switch it on." : ""));
        tellBoth(topUp, "topUpOnMeter", more);
    }

    void toBeEntered(PaidTopUp topUp) {
        Map<String, Object> more = new LinkedHashMap<>();
        more.put("utrn", topUp.token().utrn().digits());
        more.put(
                "message",
                "We cannot reach your meter. Enter these 20 digits at the meter to add " + amount(topUp) + ": "
                        + topUp.token().printed());
        tellBoth(topUp, "topUpToBeEntered", more);
    }

    /** The meter takes no typed tokens for a while. */
    void locked(PaidTopUp topUp) {
        tellBoth(
                topUp,
                "topUpEntryLocked",
                Map.of(
                        "message",
                        "Your meter takes no typed numbers for now, because wrong ones were entered. We go on sending "
                                + amount(topUp) + " to it."));
    }

    void refundDue(PaidTopUp topUp, String reason) {
        tellBoth(
                topUp,
                "topUpRefundDue",
                Map.of(
                        "reason",
                        reason,
                        "message",
                        amount(topUp) + " could not be added to your meter. You get it back."));
    }

    void forwarded(PaidTopUp topUp, String reason) {
        tellBoth(topUp, "topUpForwarded", Map.of("reason", reason));
    }

    private void tellBoth(PaidTopUp topUp, String notice, Map<String, ?> more) {
        tell(
                topUp,
                List.of(topUp.payment().payer(), topUp.token().party()).stream()
                        .distinct()
                        .toList(),
                notice,
                more);
    }

    private void tell(PaidTopUp topUp, List<String> parties, String notice, Map<String, ?> more) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("paymentReference", topUp.payment().reference());
        data.put("payer", topUp.payment().payer());
        data.put("mpxn", topUp.payment().mpxn().value());
        data.put("supplier", topUp.token().supplier().value());
        data.put("amount", topUp.payment().pounds());
        data.putAll(more);
        for (String party : parties) {
            notifications.notifyOnce(topUp.caseId() + ":" + notice + ":" + party, party, notice, topUp.caseId(), data);
            timeline.note(
                    topUp.key(),
                    StoryKind.NOTICE,
                    "Told " + party,
                    more.containsKey("message") ? more.get("message").toString() : notice,
                    Timeline.PLATFORM);
        }
    }

    private static String amount(PaidTopUp topUp) {
        return Payment.inWords(topUp.payment().pence());
    }
}
