package org.meterflow.process.changeofsupplier;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.meterflow.device.Device;
import org.meterflow.device.DeviceStatus;
import org.meterflow.device.DeviceType;
import org.meterflow.device.Devices;
import org.meterflow.identifier.Fuel;
import org.meterflow.process.servicerequest.Question;
import org.meterflow.process.servicerequest.RequestedService;
import org.meterflow.process.servicerequest.ServiceOrder;
import org.springframework.stereotype.Component;

/**
 * What a switch asks of the meter, and when. Every method gives the same requests when called again: the engine asks more
 * than once.
 */
@Component
class SwitchReads {

    private static final Duration LOG_MARGIN = Duration.ofHours(1);

    private final SwitchRequests requests;
    private final Devices devices;

    SwitchReads(SwitchRequests requests, Devices devices) {
        this.requests = requests;
        this.devices = devices;
    }

    Optional<Device> meter(SupplierChange change) {
        return devices.meterOf(change.mpxn());
    }

    List<String> firmware(SupplierChange change) {
        return meter(change).filter(meter -> meter.is(DeviceStatus.COMMISSIONED)).stream()
                .map(meter -> requests.order(
                        change, round(change), Question.FIRMWARE_VERSION, meter.id(), requests.whoSupplies(change)))
                .map(requests::ask)
                .toList();
    }

    boolean firmwareRead(SupplierChange change) {
        return requests.find(change, round(change), Question.FIRMWARE_VERSION)
                .map(RequestedService::answered)
                .orElse(false);
    }

    private static String round(SupplierChange change) {
        return "firmware" + change.handOver().readinessRound();
    }

    /** Before the losing supplier's keys go. */
    List<String> finalReads(SupplierChange change) {
        return reader(change)
                .map(device -> {
                    List<String> asked = new ArrayList<>();
                    asked.add(finalRead(change, Question.IMPORT_REGISTERS, device));
                    if (change.agreement().prepayment()) {
                        asked.add(finalRead(change, Question.PREPAYMENT_BALANCE, device));
                    }
                    asked.add(finalRead(change, Question.TARIFF, device));
                    return List.copyOf(asked);
                })
                .orElse(List.of());
    }

    private String finalRead(SupplierChange change, Question question, Device device) {
        return requests.ask(requests.order(change, "final", question, device.id(), requests.whoSupplies(change)));
    }

    List<String> openingReads(SupplierChange change) {
        if (change.handOver().withoutMeter()) {
            return List.of();
        }
        return reader(change)
                .map(device -> List.of(
                        requests.ask(openingRegisters(change, device)), requests.ask(openingLog(change, device))))
                .orElse(List.of());
    }

    private ServiceOrder openingRegisters(SupplierChange change, Device device) {
        return requests.order(change, "opening", Question.IMPORT_REGISTERS, device.id(), requests.gaining(change));
    }

    private ServiceOrder openingLog(SupplierChange change, Device device) {
        return requests.order(change, "opening", Question.DAILY_LOG, device.id(), requests.gaining(change))
                .withLog(
                        change.supplyStartsAt().minus(LOG_MARGIN),
                        change.supplyStartsAt().plus(LOG_MARGIN));
    }

    /** Gas is read from the proxy on the hub, which does not sleep. */
    private Optional<Device> reader(SupplierChange change) {
        if (change.mpxn().fuel() == Fuel.GAS) {
            Optional<Device> proxy = devices.at(change.mpxn()).stream()
                    .filter(device -> device.type() == DeviceType.GPF && device.is(DeviceStatus.COMMISSIONED))
                    .findFirst();
            if (proxy.isPresent()) {
                return proxy;
            }
        }
        return meter(change).filter(meter -> meter.is(DeviceStatus.COMMISSIONED));
    }

    /** What the meter showed while the losing supplier still supplied; kWh or m³, as the meter counts. */
    Optional<BigDecimal> finalRegister(SupplierChange change) {
        return requests.find(change, "final", Question.IMPORT_REGISTERS)
                .filter(request ->
                        request.answeredAt() != null && !request.answeredAt().isAfter(change.supplyStartsAt()))
                .flatMap(SwitchReads::register);
    }

    Optional<BigDecimal> openingRegister(SupplierChange change) {
        return requests.find(change, "opening", Question.IMPORT_REGISTERS).flatMap(SwitchReads::register);
    }

    private static Optional<BigDecimal> register(RequestedService request) {
        return request.number("importKwh").or(() -> request.number("cubicMetres"));
    }

    /** The register as it stood when supply started, from the meter's own daily log. */
    Optional<BigDecimal> registerAtStart(SupplierChange change) {
        return requests.find(change, "opening", Question.DAILY_LOG)
                .flatMap(request -> request.answer().entrySet().stream().findFirst())
                .map(entry -> new BigDecimal(entry.getValue()));
    }
}
