package org.meterflow.onboarding;

import java.util.Set;
import org.meterflow.device.Device;
import org.meterflow.device.DeviceStatus;
import org.meterflow.device.DeviceType;
import org.meterflow.device.Devices;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.Fuel;
import org.meterflow.identifier.Mpxn;
import org.meterflow.market.Market;
import org.meterflow.market.Market.Home;
import org.meterflow.market.Market.Supply;
import org.meterflow.party.Parties;
import org.meterflow.party.UserRole;

/** Whether a market's homes fit together, and with the inventory. */
final class HomeCheck {

    private static final Set<DeviceType> ACCESSORIES =
            Set.of(DeviceType.PPMID, DeviceType.HCALCS, DeviceType.IHD, DeviceType.CAD);

    private final Market market;
    private final Findings findings;
    private final RoleCheck roles;
    private final Parties parties;
    private final Devices devices;

    HomeCheck(Market market, Findings findings, Parties parties, Devices devices) {
        this.market = market;
        this.findings = findings;
        this.roles = new RoleCheck(market, findings, parties);
        this.parties = parties;
        this.devices = devices;
    }

    void check(Home home, String path) {
        device(home.hub(), DeviceType.CHF, path + "/hub");
        for (int at = 0; at < home.supplies().size(); at++) {
            check(home.supplies().get(at), path + "/supplies/" + at);
        }
        for (int at = 0; at < home.others().size(); at++) {
            String place = path + "/accessories/" + at;
            DeviceType type = home.others().get(at).type();
            if (!ACCESSORIES.contains(type)) {
                findings.wrong(place + "/type", "A device of type " + type + " is no accessory.");
            }
            device(home.others().get(at).id(), type, place + "/id");
        }
    }

    private void check(Supply supply, String path) {
        boolean gas = supply.mpxn().fuel() == Fuel.GAS;
        findings.once("Meter point", supply.mpxn(), path + "/mpxn");
        roles.holder(supply.supplier(), gas ? UserRole.GS : UserRole.IS, "supplier", path + "/supplier");
        roles.holder(supply.network(), gas ? UserRole.GT : UserRole.ED, "network", path + "/network");
        device(supply.meter(), supply.meterType(), path + "/meter");
        measuredByNoOther(supply.mpxn(), supply.meter(), path + "/mpxn");
        Eui64 spare = supply.spareMeter();
        if (spare != null) {
            device(spare, supply.meterType(), path + "/spareMeter");
        }
        Eui64 proxy = supply.proxy();
        if (proxy != null) {
            device(proxy, DeviceType.GPF, path + "/proxy");
        }
        if (gas && proxy == null) {
            findings.wrong(path, "Gas meter " + supply.meter() + " has no proxy.");
        } else if (!gas && proxy != null) {
            findings.wrong(path + "/proxy", "Only a gas meter has a proxy; " + supply.mpxn() + " is electricity.");
        }
        if (supply.proxyAwaitsHandover() && proxy == null) {
            findings.wrong(path + "/proxyAwaitsHandover", "There is no proxy to be handed over.");
        }
        roles.loadController(supply, path + "/loadController");
        Market.Export export = supply.export();
        if (export != null) {
            findings.once("Meter point", export.mpxn(), path + "/export/mpxn");
            roles.holder(export.supplier(), UserRole.ES, "supplier", path + "/export/supplier");
            if (gas || export.mpxn().fuel() == Fuel.GAS) {
                findings.wrong(path + "/export/mpxn", "Only electricity is fed in.");
            }
        }
    }

    private void device(Eui64 id, DeviceType type, String path) {
        findings.once("EUI-64", id, path);
        if (!market.products().containsKey(type)) {
            findings.wrong(path, "The file names no product for devices of type " + type + ".");
        }
        parties.ofUser(id)
                .ifPresent(
                        owner -> findings.wrong(path, "%s is a user of %s, not a device.".formatted(id, owner.name())));
        Device known = devices.find(id).orElse(null);
        if (known != null && known.type() != type) {
            findings.wrong(path, "Device %s is in the inventory as %s, not %s.".formatted(id, known.type(), type));
        }
        if (known != null && known.is(DeviceStatus.DECOMMISSIONED)) {
            findings.wrong(path, "Device " + id + " was decommissioned: it does not come back.");
        }
    }

    private void measuredByNoOther(Mpxn mpxn, Eui64 meter, String path) {
        devices.meterOf(mpxn)
                .map(Device::id)
                .filter(other -> !other.equals(meter))
                .ifPresent(other -> findings.wrong(path, "Meter point %s is measured by %s.".formatted(mpxn, other)));
    }
}
