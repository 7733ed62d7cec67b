package org.meterflow.registration;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.meterflow.calendar.BusinessCalendar;
import org.meterflow.identifier.Mpid;
import org.meterflow.identifier.Mpxn;
import org.meterflow.identifier.TypedText;
import org.meterflow.registration.RegistrationRows.Change;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who supplies which meter point on which day, and what was known of it when. Days are London days; a registration that
 * begins in the future is seen by asking for that day.
 */
@Component
public class Registrations {

    private final RegistrationRows rows;
    private final MeterPointRows meterPoints;
    private final Feeds feeds;
    private final BusinessCalendar calendar;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    Registrations(
            RegistrationRows rows,
            MeterPointRows meterPoints,
            Feeds feeds,
            BusinessCalendar calendar,
            Clock clock,
            ApplicationEventPublisher events) {
        this.rows = rows;
        this.meterPoints = meterPoints;
        this.feeds = feeds;
        this.calendar = calendar;
        this.clock = clock;
        this.events = events;
    }

    public Optional<Registration> on(Mpxn mpxn, LocalDate day) {
        return rows.where("r.mpxn = ? and r.valid @> ?::date and upper_inf(r.known)", mpxn.value(), day).stream()
                .findFirst();
    }

    /** On the London day in which the instant falls. */
    public Optional<Registration> at(Mpxn mpxn, Instant instant) {
        return on(mpxn, calendar.dayOf(instant));
    }

    /** What would have been answered for this day at an earlier time. */
    public Optional<Registration> asKnownAt(Mpxn mpxn, LocalDate day, Instant known) {
        return rows
                .where(
                        "r.mpxn = ? and r.valid @> ?::date and r.known @> ?::timestamptz",
                        mpxn.value(),
                        day,
                        known.atOffset(ZoneOffset.UTC))
                .stream()
                .findFirst();
    }

    /** All that is known now, past, present and future, the earliest first. */
    public List<Registration> of(Mpxn mpxn) {
        return rows.current(mpxn);
    }

    /** All that was ever known, the first learnt first. */
    public List<Registration> history(Mpxn mpxn) {
        return rows.where("r.mpxn = ?", mpxn.value());
    }

    /** What this supplier supplies on this day. */
    public List<Registration> of(Mpid supplier, LocalDate day) {
        return rows.where("r.supplier = ? and r.valid @> ?::date and upper_inf(r.known)", supplier.value(), day);
    }

    /**
     * A page of what any of these supplies on this day, by the meter points' names.
     *
     * @param after the name of the last one of the page before; empty for the first page
     */
    public List<Mpxn> suppliedBy(Set<Mpid> suppliers, LocalDate day, String after, int most) {
        return rows.suppliedBy(suppliers, day, after, most);
    }

    public Optional<MeterPoint> meterPoint(Mpxn mpxn) {
        return meterPoints.find(mpxn);
    }

    /** Those of these that a network has told of. */
    public List<MeterPoint> meterPoints(Collection<Mpxn> wanted) {
        return meterPoints.findAll(wanted);
    }

    /** Those that the text names: the beginning of their own name, their premises, or words of their address. */
    public List<MeterPoint> named(TypedText typed, int limit) {
        return meterPoints.named(typed, limit);
    }

    /** Adds a meter point, or writes down its newer particulars. */
    @Transactional
    public void addMeterPoint(MeterPoint point) {
        meterPoints.upsert(List.of(point));
    }

    /**
     * Registers a supplier from a day on; whoever supplied until then ends there. Registering the same again changes
     * nothing.
     *
     * @param source who said so
     * @throws UnknownMeterPoint when no network has told of it
     */
    @Transactional
    public void register(Mpxn mpxn, Mpid supplier, LocalDate from, String source) {
        meterPoints.lock(mpxn);
        SupplyTimeline before = rows.timeline(mpxn);
        SupplyTimeline after = before.succeededBy(supplier, from);
        if (after.equals(before)) {
            return;
        }
        rows.replace(List.of(new Change(mpxn, before, after)), now(), source);
        events.publishEvent(new SupplierRegistered(mpxn, before.supplierOn(from), supplier, from));
    }

    /**
     * Passes meter points from suppliers that have failed to another one, from a day on and for as long as those would have
     * supplied: who is registered after them stays so.
     *
     * @return those that have passed; of the others somebody else supplies on that day
     */
    @Transactional
    public List<Mpxn> passOn(Collection<Mpxn> mpxns, Set<Mpid> failed, Mpid successor, LocalDate from, String source) {
        List<Mpxn> known = meterPoints.locked(mpxns).keySet().stream().toList();
        Map<Mpxn, SupplyTimeline> timelines = rows.timelines(known);
        List<Change> changes = timelines.entrySet().stream()
                .map(each -> new Change(
                        each.getKey(), each.getValue(), each.getValue().passedOn(failed, successor, from)))
                .filter(change -> !change.before().equals(change.after()))
                .toList();
        rows.replace(changes, now(), source);
        changes.forEach(change -> events.publishEvent(
                new SupplierRegistered(change.mpxn(), change.before().supplierOn(from), successor, from)));
        return changes.stream().map(Change::mpxn).toList();
    }

    /**
     * Takes back a registration that begins on this day: whoever supplied before supplies on.
     *
     * @return false when there is no such registration, perhaps no longer
     * @throws UnknownMeterPoint when no network has told of it
     */
    @Transactional
    public boolean cancelRegistration(Mpxn mpxn, Mpid supplier, LocalDate from, String source) {
        meterPoints.lock(mpxn);
        SupplyTimeline before = rows.timeline(mpxn);
        Optional<SupplyTimeline> after = before.without(supplier, from);
        after.ifPresent(changed -> {
            rows.replace(List.of(new Change(mpxn, before, changed)), now(), source);
            events.publishEvent(new SupplierRegistrationCancelled(mpxn, supplier, from, changed.supplierOn(from)));
        });
        return after.isPresent();
    }

    /** How old the data of this network is. */
    public Freshness freshness(Mpid network) {
        return feeds.freshness(network);
    }

    /** How old the data of the meter point's network is; an unknown meter point has no fresh data. */
    public Freshness freshness(Mpxn mpxn) {
        return meterPoints
                .find(mpxn)
                .map(point -> feeds.freshness(point.network()))
                .orElse(new Freshness(null, true));
    }

    /** The registration body of this name has just told all it knows of this network. */
    @Transactional
    public void heard(String sender, Mpid network) {
        feeds.loaded(sender, network);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
