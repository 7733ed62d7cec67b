package org.meterflow.metering;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import java.util.Set;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.MalformedGbcs;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.Reason;
import org.meterflow.metering.MeterMessages.Unread;
import org.meterflow.metering.hub.Rubbish;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads one stored message: checks it, finds what it belongs to, and tells the platform, all in one transaction. */
@Component
class MessageReading {

    private static final Logger log = LoggerFactory.getLogger(MessageReading.class);

    /** What no device that is what it says would send. */
    private static final Set<Verdict> WORTHLESS =
            Set.of(Verdict.UNKNOWN_SENDER, Verdict.BAD_MAC, Verdict.BAD_SIGNATURE, Verdict.NOT_FOR_DEVICES);

    private final MeterMessages rows;
    private final AnswerReader reader;
    private final AnswerReading answers;
    private final AlertReading alerts;
    private final Rubbish rubbish;
    private final MeterRegistry counted;

    MessageReading(
            MeterMessages rows,
            AnswerReader reader,
            AnswerReading answers,
            AlertReading alerts,
            Rubbish rubbish,
            MeterRegistry counted) {
        this.rows = rows;
        this.reader = reader;
        this.answers = answers;
        this.alerts = alerts;
        this.rubbish = rubbish;
        this.counted = counted;
    }

    @Transactional
    void read(long id) {
        Optional<Unread> unread = rows.unread(id);
        if (unread.isEmpty()) {
            return;
        }
        Finding finding = read(unread.get());
        rows.close(id, finding.verdict(), finding.remark(), finding.command());
        counted.counter(
                        "meterflow.metering.messages",
                        "verdict",
                        finding.verdict().name())
                .increment();
        Eui64 hub = unread.get().hub();
        if (hub != null && WORTHLESS.contains(finding.verdict())) {
            rubbish.from(hub);
        }
        if (finding.remark() != null) {
            log.warn("Message {} from a device: {}, {}", id, finding.verdict(), finding.remark());
        }
    }

    private Finding read(Unread unread) {
        try {
            GbcsMessage message = GbcsMessage.parse(unread.message());
            Verdict wrong =
                    message.kind() == GbcsMessage.Kind.COMMAND ? Verdict.NOT_FOR_DEVICES : reader.wrong(message);
            if (wrong != null) {
                return Finding.of(wrong, message);
            }
            return message.kind() == GbcsMessage.Kind.ALERT
                    ? alerts.read(message, unread)
                    : answers.read(message, unread);
        } catch (MalformedGbcs malformed) {
            return Finding.of(Verdict.UNREADABLE, Reason.of(malformed));
        }
    }
}
