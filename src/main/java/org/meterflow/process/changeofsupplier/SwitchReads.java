package org.meterflow.process.changeofsupplier;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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
    private final PrepaymentReads prepayment;
    private final Devices devices;

    SwitchReads(SwitchRequests requests, PrepaymentReads prepayment, Devices devices) {
        this.requests = requests;
        this.prepayment = prepayment;
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

    /** As the meter itself has said it. */
    Optional<String> firmwareVersion(SupplierChange change) {
        return requests.find(change, round(change), Question.FIRMWARE_VERSION)
                .filter(RequestedService::answered)
                .map(request -> request.answer().get("firmwareVersion"));
    }

    private static String round(SupplierChange change) {
        return "firmware" + change.handOver().readinessRound();
    }

    /** While an objection for debt is looked at: the losing supplier may ask, who supplies. */
    List<String> paymentMode(SupplierChange change) {
        return reader(change).stream()
                .map(device -> requests.order(
                        change, "objection", Question.PAYMENT_MODE, device.id(), requests.whoSupplies(change)))
                .map(requests::ask)
                .toList();
    }

    /** Before the losing supplier's keys go. The balance at midnight is better; this one is for a meter that keeps no log. */
    List<String> finalReads(SupplierChange change) {
        Stream<Question> always = Stream.of(Question.IMPORT_REGISTERS, Question.TARIFF, Question.PAYMENT_MODE);
        Stream<Question> inAdvance = change.agreement().prepayment()
                ? Stream.of(Question.PREPAYMENT_BALANCE, Question.PREPAYMENT_CONFIGURATION)
                : Stream.empty();
        return reader(change).stream()
                .flatMap(device -> Stream.concat(always, inAdvance)
                        .map(question ->
                                requests.order(change, "final", question, device.id(), requests.whoSupplies(change))))
                .map(requests::ask)
                .toList();
    }

    List<String> openingReads(SupplierChange change) {
        if (change.handOver().withoutMeter()) {
            return List.of();
        }
        return reader(change).stream()
                .flatMap(device -> openingReads(change, device))
                .map(requests::ask)
                .toList();
    }

    private Stream<ServiceOrder> openingReads(SupplierChange change, Device device) {
        Stream<ServiceOrder> registers = Stream.of(openingRegisters(change, device), openingLog(change, device));
        return prepayment.paysInAdvance(change)
                ? Stream.concat(registers, Stream.of(balance(change, device)))
                : registers;
    }

    private ServiceOrder balance(SupplierChange change, Device device) {
        return change.mpxn().fuel() == Fuel.GAS
                ? requests.order(change, "opening", Question.PREPAYMENT_BALANCE, device.id(), requests.gaining(change))
                : atSupplyStart(change, Question.PREPAYMENT_LOG, device);
    }

    private ServiceOrder openingRegisters(SupplierChange change, Device device) {
        return requests.order(change, "opening", Question.IMPORT_REGISTERS, device.id(), requests.gaining(change));
    }

    private ServiceOrder openingLog(SupplierChange change, Device device) {
        return atSupplyStart(change, Question.DAILY_LOG, device);
    }

    private ServiceOrder atSupplyStart(SupplierChange change, Question log, Device device) {
        return requests.order(change, "opening", log, device.id(), requests.gaining(change))
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
}
