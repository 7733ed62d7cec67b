package org.meterflow.registration;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Mpid;

/** The suppliers of one meter point, one after the other, as known at one time. */
record SupplyTimeline(List<Period> periods) {

    SupplyTimeline {
        periods = periods.stream().sorted(Comparator.comparing(Period::from)).toList();
    }

    Optional<Period> on(LocalDate day) {
        return periods.stream().filter(period -> period.covers(day)).findFirst();
    }

    /** From this day on this supplier and no other, unless it supplies on that day anyway. */
    SupplyTimeline succeededBy(Mpid supplier, LocalDate from) {
        if (supplier.equals(supplierOn(from))) {
            return this;
        }
        return cutAt(from).plus(new Period(supplier, from, null));
    }

    /** From this day on another supplies in the place of one of these, for as long as that one would have. */
    SupplyTimeline passedOn(Set<Mpid> failed, Mpid successor, LocalDate from) {
        return on(from).filter(period -> failed.contains(period.supplier()))
                .map(period -> passedOn(period, successor, from))
                .orElse(this);
    }

    private SupplyTimeline passedOn(Period failing, Mpid successor, LocalDate from) {
        List<Period> after = new ArrayList<>(periods);
        after.remove(failing);
        if (failing.from().isBefore(from)) {
            after.add(failing.until(from));
        }
        after.add(new Period(successor, from, failing.to()));
        return new SupplyTimeline(after);
    }

    /** Takes back the registration that begins on this day; its predecessor supplies on. Empty when there is none. */
    Optional<SupplyTimeline> without(Mpid supplier, LocalDate from) {
        return periods.stream()
                .filter(period ->
                        period.supplier().equals(supplier) && period.from().equals(from))
                .findFirst()
                .map(this::without);
    }

    private SupplyTimeline without(Period cancelled) {
        List<Period> left = new ArrayList<>();
        for (Period period : periods) {
            if (cancelled.from().equals(period.to())) {
                left.add(new Period(period.supplier(), period.from(), cancelled.to()));
            } else if (!period.equals(cancelled)) {
                left.add(period);
            }
        }
        return new SupplyTimeline(left);
    }

    /**
     * Fits in what a registration body says of one supplier. An end it does not name stays as it is known, unless a
     * correction would have named it.
     *
     * @param correctable registrations of others that begin up to this day give way; null when none does
     * @return empty when it contradicts what is known
     */
    Optional<SupplyTimeline> with(Period told, @Nullable LocalDate correctable) {
        Optional<Period> known = periods.stream()
                .filter(period -> period.supplier().equals(told.supplier())
                        && !period.from().isAfter(told.from())
                        && period.covers(told.from()))
                .findFirst();
        if (known.isPresent()
                && (told.to() == null || told.to().equals(known.get().to()))) {
            return Optional.of(this);
        }
        Period fitted = new Period(told.supplier(), known.map(Period::from).orElse(told.from()), told.to());
        List<Period> others = new ArrayList<>();
        for (Period other : periods) {
            if (known.isPresent() && known.get().equals(other)) {
                continue;
            }
            if (!other.overlaps(fitted)) {
                others.add(other);
            } else if (other.from().isBefore(fitted.from())) {
                others.add(other.until(fitted.from()));
            } else if (correctable == null || other.from().isAfter(correctable)) {
                if (correctable == null || told.to() != null) {
                    return Optional.empty();
                }
                others.add(other);
                fitted = fitted.until(other.from());
            }
        }
        return Optional.of(new SupplyTimeline(others).plus(fitted));
    }

    private SupplyTimeline cutAt(LocalDate day) {
        return new SupplyTimeline(periods.stream()
                .filter(period -> period.from().isBefore(day))
                .map(period -> Period.before(day, period.to()) ? period.until(day) : period)
                .toList());
    }

    private SupplyTimeline plus(Period period) {
        List<Period> more = new ArrayList<>(periods);
        more.add(period);
        return new SupplyTimeline(more);
    }

    /** Who supplies on this day, or null. */
    @Nullable
    Mpid supplierOn(LocalDate day) {
        return on(day).map(Period::supplier).orElse(null);
    }
}
