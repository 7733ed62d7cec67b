package org.meterflow.reading;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.MalformedGbcs;
import org.meterflow.gbcs.MeterAnswer;
import org.meterflow.gbcs.UseCase;
import org.meterflow.metering.MeterAnswered;
import org.meterflow.metering.MeterUnreachable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Stores every log a meter sends to the DCC; what is encrypted for a user is not the DCC's to know. */
@Component
class ReadingCollection {

    private final ReadingRows rows;
    private final ReadingGaps gaps;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ReadingCollection(ReadingRows rows, ReadingGaps gaps, ApplicationEventPublisher events, Clock clock) {
        this.rows = rows;
        this.gaps = gaps;
        this.events = events;
        this.clock = clock;
    }

    @EventListener
    @Transactional
    public void on(MeterAnswered answered) {
        MeterAnswer answer = answered.answer();
        if (answer != null) {
            Optional<UseCase> useCase = useCase(answered.message());
            log(answer, useCase).ifPresent(log -> store(answered, log, readings(answer, useCase)));
        }
        if (answer != null && answer.hasFailed()) {
            gaps.unanswered(answered.reference(), "The meter refused it", clock.instant());
        } else {
            gaps.answered(answered.reference(), clock.instant());
        }
    }

    /** A meter outside GBCS has no use cases: what it answers shows which log it is. */
    private static Optional<ReadingLog> log(MeterAnswer answer, Optional<UseCase> useCase) {
        if (useCase.isPresent()) {
            return ReadingLog.ofVariants(useCase.get().variants());
        }
        return answer instanceof MeterAnswer.DailyReadLog ? Optional.of(ReadingLog.DAILY_READS) : Optional.empty();
    }

    private static List<Reading> readings(MeterAnswer answer, Optional<UseCase> useCase) {
        boolean gas = useCase.filter(one -> one.name().startsWith("G")).isPresent();
        return LogRows.of(answer, gas ? "m³" : "kWh");
    }

    /** Empty for what a meter outside GBCS says. */
    private static Optional<UseCase> useCase(byte[] message) {
        try {
            return UseCase.ofCode(GbcsMessage.parse(message).messageCode());
        } catch (MalformedGbcs anotherLanguage) {
            return Optional.empty();
        }
    }

    private void store(MeterAnswered answered, ReadingLog log, List<Reading> readings) {
        if (readings.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        ReadingRows.Stored stored = rows.store(answered.device(), log, readings, now);
        if (stored.fresh() + stored.corrected() > 0) {
            Instant from =
                    readings.stream().map(Reading::at).min(Instant::compareTo).orElseThrow();
            Instant to =
                    readings.stream().map(Reading::at).max(Instant::compareTo).orElseThrow();
            gaps.look(answered.device(), log, now);
            events.publishEvent(
                    new ReadingsStored(answered.device(), log, from, to, stored.fresh(), stored.corrected(), now));
        }
    }

    @EventListener
    @Transactional
    public void on(MeterUnreachable unreachable) {
        gaps.unanswered(unreachable.reference(), unreachable.reason(), clock.instant());
    }
}
