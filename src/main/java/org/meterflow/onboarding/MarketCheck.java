package org.meterflow.onboarding;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meterflow.device.Device;
import org.meterflow.device.DeviceStatus;
import org.meterflow.device.DeviceType;
import org.meterflow.device.Devices;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.Fuel;
import org.meterflow.identifier.Mpid;
import org.meterflow.identifier.Mpxn;
import org.meterflow.market.Market;
import org.meterflow.market.Market.Home;
import org.meterflow.market.Market.Identity;
import org.meterflow.market.Market.Participant;
import org.meterflow.market.Market.Supply;
import org.meterflow.party.DccKeys;
import org.meterflow.party.Parties;
import org.meterflow.party.Party;
import org.meterflow.party.UserRole;

/** Whether a market fits together, and with what the platform knows already. */
final class MarketCheck {

    private static final Set<DeviceType> ACCESSORIES =
            Set.of(DeviceType.PPMID, DeviceType.HCALCS, DeviceType.IHD, DeviceType.CAD);

    private final Market market;
    private final MarketText text;
    private final Parties parties;
    private final Devices devices;
    private final DccKeys dcc;
    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, Integer> said = new HashMap<>();
    private final Map<Mpid, Participant> named = new HashMap<>();

    MarketCheck(Market market, MarketText text, Parties parties, Devices devices, DccKeys dcc) {
        this.market = market;
        this.text = text;
        this.parties = parties;
        this.devices = devices;
        this.dcc = dcc;
    }

    List<Problem> problems() {
        for (int at = 0; at < market.participants().size(); at++) {
            check(market.participants().get(at), "participants/" + at);
        }
        for (int at = 0; at < market.homes().size(); at++) {
            check(market.homes().get(at), "homes/" + at);
        }
        return problems.stream().sorted().toList();
    }

    private void wrong(String path, String sentence) {
        problems.add(Problem.atLine(text.line(path), sentence));
    }

    /** Each name stands for one thing only. */
    private void once(String kind, Object name, String path) {
        Integer before = said.putIfAbsent(kind + name, text.line(path));
        if (before != null) {
            wrong(path, "%s %s is on line %s already.".formatted(kind, name, before));
        }
    }

    // ── parties ──

    private void check(Participant participant, String path) {
        once("Party", participant.id(), path + "/id");
        for (Mpid mpid : participant.mpids()) {
            once("Market name", mpid, path + "/mpids");
            named.put(mpid, participant);
            parties.ofMpid(mpid)
                    .filter(owner -> !owner.id().equals(participant.id()))
                    .ifPresent(owner -> wrong(
                            path + "/mpids",
                            "Market name %s belongs to %s (%s).".formatted(mpid, owner.name(), owner.id())));
        }
        for (int at = 0; at < participant.identities().size(); at++) {
            check(participant, participant.identities().get(at), path + "/users/" + at);
        }
    }

    private void check(Participant participant, Identity user, String path) {
        once("EUI-64", user.id(), path + "/id");
        if (user.roles().isEmpty()) {
            wrong(path, "User " + user.id() + " has no role.");
        }
        if (dcc.owns(user.id())) {
            wrong(path + "/id", user.id() + " is the DCC's own identity.");
        }
        parties.ofUser(user.id())
                .filter(owner -> !owner.id().equals(participant.id()))
                .ifPresent(owner -> wrong(
                        path + "/id", "User %s belongs to %s (%s).".formatted(user.id(), owner.name(), owner.id())));
        if (devices.find(user.id()).isPresent()) {
            wrong(path + "/id", user.id() + " is a device in the inventory.");
        }
    }

    // ── homes ──

    private void check(Home home, String path) {
        device(home.hub(), DeviceType.CHF, path + "/hub");
        for (int at = 0; at < home.supplies().size(); at++) {
            check(home.supplies().get(at), path + "/supplies/" + at);
        }
        for (int at = 0; at < home.others().size(); at++) {
            String place = path + "/accessories/" + at;
            DeviceType type = home.others().get(at).type();
            if (!ACCESSORIES.contains(type)) {
                wrong(place + "/type", "A device of type " + type + " is no accessory.");
            }
            device(home.others().get(at).id(), type, place + "/id");
        }
    }

    private void check(Supply supply, String path) {
        boolean gas = supply.mpxn().fuel() == Fuel.GAS;
        once("Meter point", supply.mpxn(), path + "/mpxn");
        holder(supply.supplier(), gas ? UserRole.GS : UserRole.IS, "supplier", path + "/supplier");
        holder(supply.network(), gas ? UserRole.GT : UserRole.ED, "network", path + "/network");
        device(supply.meter(), supply.meterType(), path + "/meter");
        measuredByNoOther(supply.mpxn(), supply.meter(), path + "/mpxn");
        Eui64 proxy = supply.proxy();
        if (proxy != null) {
            device(proxy, DeviceType.GPF, path + "/proxy");
        }
        if (gas && proxy == null) {
            wrong(path, "Gas meter " + supply.meter() + " has no proxy.");
        } else if (!gas && proxy != null) {
            wrong(path + "/proxy", "Only a gas meter has a proxy; " + supply.mpxn() + " is electricity.");
        }
        if (supply.proxyAwaitsHandover() && proxy == null) {
            wrong(path + "/proxyAwaitsHandover", "There is no proxy to be handed over.");
        }
        loadController(supply, path + "/loadController");
        Market.Export export = supply.export();
        if (export != null) {
            once("Meter point", export.mpxn(), path + "/export/mpxn");
            holder(export.supplier(), UserRole.ES, "supplier", path + "/export/supplier");
            if (gas || export.mpxn().fuel() == Fuel.GAS) {
                wrong(path + "/export/mpxn", "Only electricity is fed in.");
            }
        }
    }

    /** In the file or known already, in that role. */
    private void loadController(Supply supply, String path) {
        Eui64 user = supply.loadController();
        if (user == null) {
            return;
        }
        if (supply.mpxn().fuel() == Fuel.GAS) {
            wrong(path, "Only electricity meters have load controllers; " + supply.mpxn() + " is gas.");
        }
        Stream<Set<UserRole>> inFile = market.participants().stream()
                .flatMap(participant -> participant.identities().stream())
                .filter(identity -> identity.id().equals(user))
                .map(Identity::roles);
        Stream<Set<UserRole>> known =
                parties.ofUser(user).flatMap(party -> party.user(user)).map(one -> one.roles()).stream();
        if (Stream.concat(inFile, known).noneMatch(roles -> roles.contains(UserRole.LC))) {
            wrong(path, "User " + user + " does not have the role LC.");
        }
    }

    private void device(Eui64 id, DeviceType type, String path) {
        once("EUI-64", id, path);
        if (!market.products().containsKey(type)) {
            wrong(path, "The file names no product for devices of type " + type + ".");
        }
        parties.ofUser(id)
                .ifPresent(owner -> wrong(path, "%s is a user of %s, not a device.".formatted(id, owner.name())));
        Device known = devices.find(id).orElse(null);
        if (known != null && known.type() != type) {
            wrong(path, "Device %s is in the inventory as %s, not %s.".formatted(id, known.type(), type));
        }
        if (known != null && known.is(DeviceStatus.DECOMMISSIONED)) {
            wrong(path, "Device " + id + " was decommissioned: it does not come back.");
        }
    }

    private void measuredByNoOther(Mpxn mpxn, Eui64 meter, String path) {
        devices.meterOf(mpxn)
                .map(Device::id)
                .filter(other -> !other.equals(meter))
                .ifPresent(other -> wrong(path, "Meter point %s is measured by %s.".formatted(mpxn, other)));
    }

    /** In the file or known already; where it has users, one of them with this role. */
    private void holder(Mpid mpid, UserRole role, String what, String path) {
        Participant inFile = named.get(mpid);
        Optional<Party> known = parties.ofMpid(mpid);
        if (inFile == null && known.isEmpty()) {
            wrong(path, "%s: nobody has the market name %s.".formatted(what, mpid));
            return;
        }
        if (inFile != null && holds(inFile, role)) {
            return;
        }
        boolean knownInRole = known.stream()
                .flatMap(party -> party.users().stream())
                .anyMatch(user -> user.roles().contains(role));
        if (!knownInRole) {
            wrong(path, "%s: %s has no user with the role %s.".formatted(what, name(inFile, known, mpid), role));
        }
    }

    private static boolean holds(Participant participant, UserRole role) {
        return participant.identities().stream().anyMatch(user -> user.roles().contains(role));
    }

    private static String name(@Nullable Participant inFile, Optional<Party> known, Mpid mpid) {
        return inFile != null ? inFile.name() : known.map(Party::name).orElse(mpid.value());
    }
}
