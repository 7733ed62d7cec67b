package org.meterflow.process.changeofsupplier;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterflow.device.Device;
import org.meterflow.device.DeviceStatus;
import org.meterflow.device.DeviceType;
import org.meterflow.device.Devices;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.Fuel;
import org.meterflow.identifier.Mpid;
import org.meterflow.party.Parties;
import org.meterflow.party.User;
import org.meterflow.process.servicerequest.Question;
import org.meterflow.process.servicerequest.RequestedService;
import org.meterflow.process.servicerequest.ServiceRequest;
import org.springframework.stereotype.Component;

/**
 * What a switch asks of the meter, and when. Every method gives the same requests when called again: the engine asks more
 * than once.
 */
@Component
class SwitchReads {

    private static final Duration LOG_MARGIN = Duration.ofHours(1);

    private final ServiceRequest requests;
    private final Devices devices;
    private final Parties parties;
    private final Clock clock;

    SwitchReads(ServiceRequest requests, Devices devices, Parties parties, Clock clock) {
        this.requests = requests;
        this.devices = devices;
        this.parties = parties;
        this.clock = clock;
    }

    Optional<Device> meter(SupplierChange change) {
        return devices.meterOf(change.mpxn());
    }

    List<String> firmware(SupplierChange change) {
        return meter(change).filter(meter -> meter.is(DeviceStatus.COMMISSIONED)).stream()
                .map(meter -> ask(
                        change,
                        "firmware" + change.readinessRound(),
                        Question.FIRMWARE_VERSION,
                        meter.id(),
                        supplierNow(change),
                        null))
                .toList();
    }

    /** Before the losing supplier's keys go. */
    List<String> finalReads(SupplierChange change) {
        return reader(change)
                .map(device -> {
                    List<String> asked = new ArrayList<>();
                    asked.add(finalRead(change, Question.IMPORT_REGISTERS, device));
                    if (change.prepayment()) {
                        asked.add(finalRead(change, Question.PREPAYMENT_BALANCE, device));
                    }
                    asked.add(finalRead(change, Question.TARIFF, device));
                    return List.copyOf(asked);
                })
                .orElse(List.of());
    }

    private String finalRead(SupplierChange change, Question question, Device device) {
        return ask(change, "final", question, device.id(), supplierNow(change), null);
    }

    /** In whose name the meter is asked now: once supply has started, the losing supplier may ask no more. */
    private Mpid supplierNow(SupplierChange change) {
        return clock.instant().isBefore(change.supplyStartsAt()) ? change.losingSupplier() : change.gaining();
    }

    /** To each device that holds the supplier's certificates. */
    List<String> keys(SupplierChange change) {
        return devices.at(change.mpxn()).stream()
                .filter(device -> device.type() == DeviceType.ESME
                        || device.type() == DeviceType.GSME
                        || device.type() == DeviceType.GPF)
                .filter(device -> device.is(DeviceStatus.COMMISSIONED))
                .map(device -> ask(
                        change,
                        "keys-" + device.id(),
                        Question.SUPPLIER_CREDENTIALS,
                        device.id(),
                        change.gaining(),
                        change.supplyStartsAt()))
                .toList();
    }

    List<String> openingReads(SupplierChange change) {
        if (change.withoutMeter()) {
            return List.of();
        }
        return reader(change)
                .map(device -> List.of(
                        ask(change, "opening", Question.IMPORT_REGISTERS, device.id(), change.gaining(), null),
                        ask(change, "opening", Question.DAILY_LOG, device.id(), change.gaining(), null)))
                .orElse(List.of());
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

    private String ask(
            SupplierChange change,
            String purpose,
            Question question,
            Eui64 device,
            Mpid supplier,
            @Nullable Instant executeAt) {
        boolean log = question == Question.DAILY_LOG;
        RequestedService request = new RequestedService(
                id(change, purpose, question),
                SwitchNotices.key(change),
                question,
                device,
                change.mpxn(),
                userOf(supplier, change),
                log ? change.supplyStartsAt().minus(LOG_MARGIN) : null,
                log ? change.supplyStartsAt().plus(LOG_MARGIN) : null,
                executeAt,
                clock.instant(),
                RequestedService.State.REQUESTED,
                0,
                0,
                null,
                null,
                null,
                null,
                null,
                java.util.Map.of(),
                null);
        requests.prepare(request);
        return request.id();
    }

    private static String id(SupplierChange change, String purpose, Question question) {
        return change.switchId() + ":" + purpose + ":" + question.service();
    }

    private Eui64 userOf(Mpid supplier, SupplierChange change) {
        return parties.supplierUser(supplier, change.mpxn().fuel())
                .map(User::id)
                .orElseThrow(() -> new IllegalStateException(supplier + " has no user for this fuel any more"));
    }

    Optional<RequestedService> find(SupplierChange change, String purpose, Question question) {
        return requests.find(id(change, purpose, question));
    }

    /** What the meter showed while the losing supplier still supplied; kWh or m³, as the meter counts. */
    Optional<BigDecimal> finalRegister(SupplierChange change) {
        return find(change, "final", Question.IMPORT_REGISTERS)
                .filter(request ->
                        request.answeredAt() != null && !request.answeredAt().isAfter(change.supplyStartsAt()))
                .flatMap(SwitchReads::register);
    }

    Optional<BigDecimal> openingRegister(SupplierChange change) {
        return find(change, "opening", Question.IMPORT_REGISTERS).flatMap(SwitchReads::register);
    }

    private static Optional<BigDecimal> register(RequestedService request) {
        return request.number("importKwh").or(() -> request.number("cubicMetres"));
    }

    /** The register as it stood when supply started, from the meter's own daily log. */
    Optional<BigDecimal> registerAtStart(SupplierChange change) {
        return find(change, "opening", Question.DAILY_LOG)
                .flatMap(request -> request.answer().entrySet().stream().findFirst())
                .map(entry -> new BigDecimal(entry.getValue()));
    }

    boolean keysReplaced(SupplierChange change) {
        List<RequestedService> asked = requests.of(SwitchNotices.key(change)).stream()
                .filter(request -> request.question() == Question.SUPPLIER_CREDENTIALS)
                .toList();
        return !asked.isEmpty() && asked.stream().allMatch(RequestedService::answered);
    }
}
