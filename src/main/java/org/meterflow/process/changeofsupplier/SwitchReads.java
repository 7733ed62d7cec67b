package org.meterflow.process.changeofsupplier;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
import org.meterflow.process.servicerequest.RequestedService.State;
import org.meterflow.process.servicerequest.Requester;
import org.meterflow.process.servicerequest.ServiceOrder;
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

    SwitchReads(ServiceRequest requests, Devices devices, Parties parties) {
        this.requests = requests;
        this.devices = devices;
        this.parties = parties;
    }

    Optional<Device> meter(SupplierChange change) {
        return devices.meterOf(change.mpxn());
    }

    List<String> firmware(SupplierChange change) {
        String round = "firmware" + change.readinessRound();
        return meter(change).filter(meter -> meter.is(DeviceStatus.COMMISSIONED)).stream()
                .map(meter -> ask(order(change, round, Question.FIRMWARE_VERSION, meter.id(), whoSupplies(change))))
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
        return ask(order(change, "final", question, device.id(), whoSupplies(change)));
    }

    /** To each device that holds the supplier's certificates, and has not got the new ones or fallen silent. */
    List<String> keys(SupplierChange change) {
        if (change.withoutKeys()) {
            return List.of();
        }
        return devices.at(change.mpxn()).stream()
                .filter(device -> device.type() == DeviceType.ESME
                        || device.type() == DeviceType.GSME
                        || device.type() == DeviceType.GPF)
                .filter(device -> device.is(DeviceStatus.COMMISSIONED))
                .map(device -> keys(change, device))
                .filter(order -> !settledBefore(change, order))
                .map(this::ask)
                .toList();
    }

    private ServiceOrder keys(SupplierChange change, Device device) {
        String round = change.keysRound() == 0 ? "keys-" : "keys" + change.keysRound() + "-";
        return order(change, round + device.id(), Question.SUPPLIER_CREDENTIALS, device.id(), gaining(change))
                .takingEffect(change.supplyStartsAt());
    }

    List<String> openingReads(SupplierChange change) {
        if (change.withoutMeter()) {
            return List.of();
        }
        return reader(change)
                .map(device -> List.of(ask(openingRegisters(change, device)), ask(openingLog(change, device))))
                .orElse(List.of());
    }

    private ServiceOrder openingRegisters(SupplierChange change, Device device) {
        return order(change, "opening", Question.IMPORT_REGISTERS, device.id(), gaining(change));
    }

    private ServiceOrder openingLog(SupplierChange change, Device device) {
        return order(change, "opening", Question.DAILY_LOG, device.id(), gaining(change))
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

    /** In the losing supplier's name until supply starts; what is silent until then goes on in the gaining supplier's. */
    private Requester whoSupplies(SupplierChange change) {
        return Requester.of(userOf(change.losingSupplier(), change))
                .passingTo(userOf(change.gaining(), change), change.supplyStartsAt());
    }

    private Requester gaining(SupplierChange change) {
        return Requester.of(userOf(change.gaining(), change));
    }

    private ServiceOrder order(
            SupplierChange change, String purpose, Question question, Eui64 device, Requester requester) {
        return ServiceOrder.of(
                id(change, purpose, question), SwitchNotices.key(change), question, device, change.mpxn(), requester);
    }

    private String ask(ServiceOrder order) {
        requests.prepare(order);
        return order.id();
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
        Collection<RequestedService> asked = keysAskedFor(change);
        return !asked.isEmpty() && asked.stream().allMatch(RequestedService::answered);
    }

    /** Why devices were not asked to take the gaining supplier's keys; empty when they were. */
    List<String> keysRefused(SupplierChange change) {
        return keysAskedFor(change).stream()
                .filter(request -> request.state() == State.REFUSED)
                .map(request -> request.device() + ": " + request.accessSentence())
                .toList();
    }

    /** The engine asks for the list of one round more than once, and has to get the same one. */
    private boolean settledBefore(SupplierChange change, ServiceOrder order) {
        return keysRequests(change)
                .filter(request -> request.device().equals(order.device()))
                .filter(request -> !request.id().equals(order.id()))
                .anyMatch(request -> request.state() != State.REFUSED);
    }

    /** The latest request to each device. */
    private Collection<RequestedService> keysAskedFor(SupplierChange change) {
        return keysRequests(change)
                .collect(Collectors.toMap(
                        RequestedService::device, request -> request, SwitchReads::later, LinkedHashMap::new))
                .values();
    }

    private Stream<RequestedService> keysRequests(SupplierChange change) {
        return requests.of(SwitchNotices.key(change)).stream()
                .filter(request -> request.question() == Question.SUPPLIER_CREDENTIALS);
    }

    private static RequestedService later(RequestedService one, RequestedService other) {
        return other.requestedAt().isBefore(one.requestedAt()) ? one : other;
    }
}
