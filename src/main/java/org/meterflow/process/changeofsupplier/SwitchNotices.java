package org.meterflow.process.changeofsupplier;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Mpid;
import org.meterflow.messages.Notifications;
import org.meterflow.party.Parties;
import org.meterflow.party.Party;
import org.springframework.stereotype.Component;

/** What the parties to a switch are told: each notice once, whatever is repeated on the way there. */
@Component
class SwitchNotices {

    private final Notifications notifications;
    private final Parties parties;
    private final SwitchTimeline story;

    SwitchNotices(Notifications notifications, Parties parties, SwitchTimeline story) {
        this.notifications = notifications;
        this.parties = parties;
        this.story = story;
    }

    /** @param more added to what every notice of a switch says */
    void tellAll(SupplierChange change, String notice, Map<String, ?> more) {
        tell(change, notice, "", more, all(change));
    }

    /**
     * Whose keys the devices hold, which may be told of a switch more than once.
     *
     * @param supplier whose they should be; null when nobody is registered
     * @param problem why they are not; null when they are
     */
    void tellKeys(SupplierChange change, @Nullable Mpid supplier, @Nullable String problem) {
        Map<String, Object> keys = new LinkedHashMap<>();
        if (supplier != null) {
            keys.put("supplier", supplier.value());
        }
        if (problem != null) {
            keys.put("reason", problem);
        }
        String notice = problem == null ? "keysReplaced" : "keysNotReplaced";
        tell(change, notice, ":" + supplier, keys, all(change));
    }

    void tellSuppliers(SupplierChange change, String notice, Map<String, ?> more) {
        tell(change, notice, "", more, Stream.of(gaining(change), losing(change)));
    }

    void tellLosing(SupplierChange change, String notice, Map<String, ?> more) {
        tell(change, notice, "", more, Stream.of(losing(change)));
    }

    void tellGaining(SupplierChange change, String notice, Map<String, ?> more) {
        tell(change, notice, "", more, Stream.of(Optional.of(change.agreement().requestedBy()), gaining(change)));
    }

    private Stream<Optional<String>> all(SupplierChange change) {
        return Stream.of(Optional.of(change.agreement().requestedBy()), gaining(change), losing(change));
    }

    private void tell(
            SupplierChange change, String notice, String occasion, Map<String, ?> more, Stream<Optional<String>> to) {
        Map<String, Object> data = facts(change);
        data.putAll(more);
        to.flatMap(Optional::stream).distinct().forEach(party -> {
            String id = change.switchId() + ":" + notice + occasion + ":" + party;
            notifications.notifyOnce(id, party, notice, change.switchId(), data);
            story.told(change, party, notice, more.toString());
        });
    }

    Map<String, Object> facts(SupplierChange change) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("switchId", change.switchId());
        facts.put("mpxn", change.mpxn().value());
        facts.put("gainingSupplier", change.gaining().value());
        if (change.losing() != null) {
            facts.put("losingSupplier", change.losing().value());
        }
        facts.put("supplyStartDate", change.supplyStartDate().toString());
        return facts;
    }

    Optional<String> gaining(SupplierChange change) {
        return partyOf(change.gaining());
    }

    Optional<String> losing(SupplierChange change) {
        return Optional.ofNullable(change.losing()).flatMap(this::partyOf);
    }

    private Optional<String> partyOf(Mpid mpid) {
        return parties.ofMpid(mpid).map(Party::id);
    }
}
