package org.meterflow.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.DlmsData;

/**
 * Compares an electricity meter's voltage with the limits its network operator has set (GBCS ECS29): it tells when a
 * limit is left for longer than its period, counts that of averages, and tells when all is well again.
 */
final class VoltageWatch {

    private static final String TOLD = "voltage.told.";
    private static final String AVERAGED = "voltage.averaged.";
    private static final int PERIODS_MADE_UP_FOR = 48;
    private static final long SHORT_PERIOD = 30;
    private static final long HALF_HOUR = 1800;

    private static final List<Limit> AVERAGES = List.of(
            new Limit(0x8002, 0x8085, true, "1 1-0:%s.35.0.4 2", 253, "7 1-0:%s.24.0.255 4", HALF_HOUR),
            new Limit(0x8006, 0x8089, false, "1 1-0:%s.31.0.4 2", 216, "7 1-0:%s.24.0.255 4", HALF_HOUR));

    private static final List<Limit> MOMENTS = List.of(
            new Limit(0x8020, 0x808D, true, "71 0-0:17.0.1.255 4", 276, "71 0-0:17.0.1.255 6", SHORT_PERIOD),
            new Limit(0x8028, 0x8095, false, "71 0-0:17.0.2.255 4", 184, "71 0-0:17.0.2.255 6", SHORT_PERIOD),
            new Limit(0x802C, 0x8099, false, "71 0-0:17.0.3.255 4", 207, "71 0-0:17.0.3.255 6", SHORT_PERIOD),
            new Limit(0x8024, 0x8091, true, "71 0-0:17.0.4.255 4", 253, "71 0-0:17.0.4.255 6", SHORT_PERIOD));

    /**
     * @param left the event's code; with three phases the next three are theirs
     * @param above whether it is an upper limit
     * @param volts where it is kept, the phase's number in it
     * @param period where the seconds are kept for which it must last
     */
    private record Limit(
            int left, int kept, boolean above, String volts, int voltsAsMade, String period, long periodAsMade) {

        boolean isLeft(double voltage, long limit) {
            return above ? voltage > limit : voltage < limit;
        }
    }

    private final Esme esme;
    private final Mains mains;
    private final Memory memory;
    private final NextLook next;

    VoltageWatch(Esme esme) {
        this.esme = esme;
        this.mains = esme.mains;
        this.memory = esme.memory;
        this.next = new NextLook(memory, "voltage.next", this::isAtTheEdge);
    }

    void look(Instant now, Announcer alerts) {
        if (nextDue() == null && !mains.isWrong()) {
            return;
        }
        Instant soonest = null;
        for (int phase = 0; phase < esme.phases(); phase++) {
            boolean atTheEdge = isAtTheEdge(phase);
            for (Limit limit : MOMENTS) {
                Instant due = look(limit, phase, now, alerts);
                Instant later = atTheEdge ? Mains.halfHour(now).plusSeconds(HALF_HOUR) : null;
                soonest = Periods.earliest(soonest, due, later);
            }
            soonest = Periods.earliest(soonest, average(phase, now, alerts, atTheEdge));
        }
        next.set(soonest);
    }

    @Nullable
    Instant nextDue() {
        return next.due();
    }

    private boolean isAtTheEdge() {
        return IntStream.range(0, esme.phases()).anyMatch(this::isAtTheEdge);
    }

    private boolean isAtTheEdge(int phase) {
        return MOMENTS.stream().anyMatch(limit -> mayLeave(limit, phase))
                || AVERAGES.stream().anyMatch(limit -> mayLeave(limit, phase));
    }

    private boolean mayLeave(Limit limit, int phase) {
        return limit.isLeft(limit.above() ? mains.highest(phase) : mains.lowest(phase), volts(limit, phase));
    }

    private long volts(Limit limit, int phase) {
        return esme.number(limit.volts().formatted(EsmeNetwork.PHASES[phase]), limit.voltsAsMade());
    }

    private Duration period(Limit limit, int phase) {
        long seconds = esme.number(limit.period().formatted(EsmeNetwork.PHASES[phase]), limit.periodAsMade());
        return Duration.ofSeconds(Math.max(1, seconds));
    }

    private static String told(Limit limit, int phase) {
        return TOLD + limit.left() + "." + phase;
    }

    /** @return when there will be something to tell if all stays as it is; null when there will not */
    private @Nullable Instant look(Limit limit, int phase, Instant now, Announcer alerts) {
        long volts = volts(limit, phase);
        boolean left = limit.isLeft(mains.at(phase, now), volts);
        if (left == memory.has(told(limit, phase))) {
            return null;
        }
        Duration period = period(limit, phase);
        Instant since = mains.steadySince(now);
        while (Duration.between(since, now).compareTo(period) < 0
                && limit.isLeft(mains.at(phase, since.minusMillis(1)), volts) == left) {
            since = mains.steadySince(since.minusMillis(1));
        }
        Instant due = since.plus(period);
        if (due.isAfter(now)) {
            return due;
        }
        tell(limit, phase, left, mains.at(phase, now), now, alerts);
        return null;
    }

    private @Nullable Instant average(int phase, Instant now, Announcer alerts, boolean atTheEdge) {
        Duration period = period(AVERAGES.get(0), phase);
        long seconds = period.toSeconds();
        Instant last = Instant.ofEpochSecond(Math.floorDiv(now.getEpochSecond(), seconds) * seconds);
        Instant averaged = memory.time(AVERAGED + phase);
        Instant longAgo = last.minusSeconds(seconds * (averaged == null ? 1 : PERIODS_MADE_UP_FOR));
        Instant end = averaged == null || averaged.isBefore(longAgo) ? longAgo : averaged;
        while (end.isBefore(last)) {
            end = end.plusSeconds(seconds);
            double average = mains.average(phase, end.minusSeconds(seconds), end);
            for (Limit limit : AVERAGES) {
                boolean left = limit.isLeft(average, volts(limit, phase));
                if (left != memory.has(told(limit, phase))) {
                    tell(limit, phase, left, average, end, alerts);
                }
            }
        }
        boolean goesOn = atTheEdge
                || mains.isWrong()
                || mains.lastChange(now).isAfter(last)
                || AVERAGES.stream().anyMatch(limit -> memory.has(told(limit, phase)));
        if (goesOn) {
            memory.put(AVERAGED + phase, last);
        } else {
            memory.remove(AVERAGED + phase);
        }
        return goesOn ? last.plusSeconds(seconds) : null;
    }

    private void tell(Limit limit, int phase, boolean left, double voltage, Instant at, Announcer alerts) {
        if (left) {
            memory.put(told(limit, phase), at);
        } else {
            memory.remove(told(limit, phase));
        }
        if (left && AVERAGES.contains(limit)) {
            count(limit.above() ? 36 : 32, phase);
        }
        int code = (left ? limit.left() : limit.kept()) + (esme.phases() > 1 ? 1 + phase : 0);
        if (EventChoices.isLogged(memory, code)) {
            new EventLog(memory, EventLog.POWER).add(at, code, Math.round(voltage));
        }
        alerts.say(Announcement.dlms(code));
    }

    private void count(int which, int phase) {
        String counter = "3 1-0:%s.%s.0.4 2".formatted(EsmeNetwork.PHASES[phase], which);
        memory.put(counter, DlmsData.u32(esme.number(counter, 0) + 1));
    }
}
