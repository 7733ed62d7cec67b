package org.meterflow.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.meterflow.identifier.Eui64;
import org.meterflow.metering.gbcs.GbcsCrypto;
import org.meterflow.metering.gbcs.Octets;
import org.meterflow.metering.gbcs.TrustCell;
import org.meterflow.metering.gbcs.TrustCell.KeyUse;
import org.meterflow.metering.gbcs.TrustCell.RemoteParty;
import org.meterflow.simulator.KeySource.Use;
import org.meterflow.simulator.SimulatedHome.DccParties;
import org.meterflow.simulator.SimulatedHome.ElectricityMeter;
import org.meterflow.simulator.SimulatedHome.GasMeter;
import org.meterflow.simulator.SimulatedHome.OtherDevice;

/** Makes a home's devices as they were installed, with what they remember since. */
final class DeviceFactory {

    private final KeySource keys;
    private final GbcsCrypto crypto;

    DeviceFactory(KeySource keys, GbcsCrypto crypto) {
        this.keys = keys;
        this.crypto = crypto;
    }

    List<SimulatedDevice> devices(SimulatedHome home, Map<Eui64, DeviceState.Saved> memory) {
        List<SimulatedDevice> devices = new ArrayList<>();
        Octets hubFirmware = Octets.ofHex(home.hubFirmware());
        devices.add(device(home.hub(), new HubFunction(hubFirmware), dccTrust(home.parties()), memory));
        for (ElectricityMeter meter : home.electricity()) {
            Behaviour objects =
                    new ElectricityObjects(seed(meter.esme()), meter.start(), Octets.ofHex(meter.firmware()));
            TrustStore trust = trust(home.parties(), meter.supplier(), meter.networkOperator());
            devices.add(device(meter.esme(), objects, trust, memory));
        }
        for (GasMeter meter : home.gas()) {
            GasRecords records = new GasRecords(seed(meter.gsme()), meter.start(), Octets.ofHex(meter.firmware()));
            for (Eui64 eui : List.of(meter.gsme(), meter.gpf())) {
                TrustStore trust = trust(home.parties(), meter.supplier(), meter.networkOperator());
                devices.add(device(eui, new GasDevice(records), trust, memory));
            }
        }
        for (OtherDevice other : home.others()) {
            Behaviour behaviour = new InterfaceDevice(Octets.ofHex(other.firmware()));
            devices.add(device(other.eui(), behaviour, dccTrust(home.parties()), memory));
        }
        return devices;
    }

    private SimulatedDevice device(
            Eui64 eui, Behaviour behaviour, TrustStore trust, Map<Eui64, DeviceState.Saved> memory) {
        return new SimulatedDevice(eui, keys, crypto, behaviour, trust, DeviceState.of(memory.get(eui)));
    }

    private TrustStore dccTrust(DccParties parties) {
        TrustStore trust = new TrustStore();
        put(trust, RemoteParty.ACCESS_CONTROL_BROKER, KeyUse.AGREEMENT, parties.accessControlBroker(), Use.AGREEMENT);
        return trust;
    }

    private TrustStore trust(DccParties parties, Eui64 supplier, Eui64 networkOperator) {
        TrustStore trust = dccTrust(parties);
        put(trust, RemoteParty.SUPPLIER, KeyUse.SIGNING, supplier, Use.SIGNING);
        put(trust, RemoteParty.SUPPLIER, KeyUse.AGREEMENT, supplier, Use.AGREEMENT);
        trust.put(TrustCell.SUPPLIER_PREPAYMENT, credential(supplier, Use.PREPAYMENT_AGREEMENT));
        put(trust, RemoteParty.NETWORK_OPERATOR, KeyUse.SIGNING, networkOperator, Use.SIGNING);
        put(trust, RemoteParty.NETWORK_OPERATOR, KeyUse.AGREEMENT, networkOperator, Use.AGREEMENT);
        put(trust, RemoteParty.TRANSITIONAL_COS, KeyUse.SIGNING, parties.transitionalChangeOfSupplier(), Use.SIGNING);
        return trust;
    }

    private void put(TrustStore trust, RemoteParty role, KeyUse keyUse, Eui64 party, Use use) {
        trust.put(new TrustCell(role, keyUse, false), credential(party, use));
    }

    private Credential credential(Eui64 party, Use use) {
        return Credential.of(keys.certificate(party, use));
    }

    private static long seed(Eui64 meter) {
        return Long.parseUnsignedLong(meter.value().replace("-", ""), 16);
    }
}
