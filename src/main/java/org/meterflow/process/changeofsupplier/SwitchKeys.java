package org.meterflow.process.changeofsupplier;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.meterflow.device.Device;
import org.meterflow.device.DeviceStatus;
import org.meterflow.device.DeviceType;
import org.meterflow.device.Devices;
import org.meterflow.process.servicerequest.Question;
import org.meterflow.process.servicerequest.RequestedService;
import org.meterflow.process.servicerequest.RequestedService.State;
import org.meterflow.process.servicerequest.ServiceOrder;
import org.springframework.stereotype.Component;

/** The gaining supplier's keys on their way to the devices. */
@Component
class SwitchKeys {

    private final SwitchRequests requests;
    private final Devices devices;

    SwitchKeys(SwitchRequests requests, Devices devices) {
        this.requests = requests;
        this.devices = devices;
    }

    /** To each device that holds the supplier's certificates, and has not got the new ones or fallen silent. */
    List<String> replace(SupplierChange change) {
        if (change.handOver().withoutKeys()) {
            return List.of();
        }
        return devices.at(change.mpxn()).stream()
                .filter(device -> device.type() == DeviceType.ESME
                        || device.type() == DeviceType.GSME
                        || device.type() == DeviceType.GPF)
                .filter(device -> device.is(DeviceStatus.COMMISSIONED))
                .map(device -> order(change, device))
                .filter(order -> !settledBefore(change, order))
                .map(requests::ask)
                .toList();
    }

    private ServiceOrder order(SupplierChange change, Device device) {
        int round = change.handOver().keysRound();
        String purpose = (round == 0 ? "keys-" : "keys" + round + "-") + device.id();
        return requests.order(change, purpose, Question.SUPPLIER_CREDENTIALS, device.id(), requests.gaining(change))
                .takingEffect(change.supplyStartsAt());
    }

    /** The engine asks for the list of one round more than once, and has to get the same one. */
    private boolean settledBefore(SupplierChange change, ServiceOrder order) {
        return all(change)
                .filter(request -> request.device().equals(order.device()))
                .filter(request -> !request.id().equals(order.id()))
                .anyMatch(request -> request.state() != State.REFUSED);
    }

    boolean replaced(SupplierChange change) {
        Collection<RequestedService> asked = latest(change);
        return !asked.isEmpty() && asked.stream().allMatch(RequestedService::answered);
    }

    /** Why the devices do not hold the gaining supplier's keys; empty when they do. */
    Optional<String> problem(SupplierChange change) {
        if (change.handOver().withoutMeter()) {
            return Optional.of("The switch went on without the meter: "
                    + Objects.requireNonNullElse(change.handOver().readinessReason(), "it was not ready"));
        }
        Collection<RequestedService> asked = latest(change);
        if (asked.isEmpty()) {
            return Optional.of("No device at the meter point could be asked");
        }
        return asked.stream()
                .filter(request -> !request.answered())
                .map(SwitchKeys::problem)
                .reduce((one, other) -> one + "; " + other);
    }

    private static String problem(RequestedService request) {
        String why = request.state() == State.REFUSED ? request.accessSentence() : request.reason();
        return request.device() + ": "
                + Objects.requireNonNullElse(why, request.state().words());
    }

    /** Why devices were not asked to take the gaining supplier's keys; empty when they were. */
    List<String> refused(SupplierChange change) {
        return latest(change).stream()
                .filter(request -> request.state() == State.REFUSED)
                .map(request -> devices.find(request.device())
                                .map(SwitchSurroundings::kind)
                                .orElse(request.device().value())
                        + ": " + request.accessSentence())
                .toList();
    }

    /** The latest request to each device. */
    private Collection<RequestedService> latest(SupplierChange change) {
        return all(change)
                .collect(Collectors.toMap(
                        RequestedService::device, request -> request, SwitchKeys::later, LinkedHashMap::new))
                .values();
    }

    private Stream<RequestedService> all(SupplierChange change) {
        return requests.of(change).stream().filter(request -> request.question() == Question.SUPPLIER_CREDENTIALS);
    }

    private static RequestedService later(RequestedService one, RequestedService other) {
        return other.requestedAt().isBefore(one.requestedAt()) ? one : other;
    }
}
