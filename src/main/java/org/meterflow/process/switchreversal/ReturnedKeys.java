package org.meterflow.process.switchreversal;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meterflow.device.Devices;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.Mpid;
import org.meterflow.party.Parties;
import org.meterflow.party.User;
import org.meterflow.process.CaseKey;
import org.meterflow.process.changeofsupplier.TakenBackSwitches;
import org.meterflow.process.servicerequest.Question;
import org.meterflow.process.servicerequest.RequestedService;
import org.meterflow.process.servicerequest.RequestedService.State;
import org.meterflow.process.servicerequest.Requester;
import org.meterflow.process.servicerequest.ServiceOrder;
import org.meterflow.process.servicerequest.ServiceRequest;
import org.meterflow.process.servicerequest.Withdrawals;
import org.springframework.stereotype.Component;

/** The keys of the supplier who supplies on, on their way back to the devices. */
@Component
class ReturnedKeys {

    private final ServiceRequest requests;
    private final Withdrawals withdrawals;
    private final Parties parties;
    private final Devices devices;
    private final Clock clock;

    ReturnedKeys(ServiceRequest requests, Withdrawals withdrawals, Parties parties, Devices devices, Clock clock) {
        this.devices = devices;
        this.requests = requests;
        this.withdrawals = withdrawals;
        this.parties = parties;
        this.clock = clock;
    }

    /** What has not been sent stays here: keys, and reads for a supplier who has no right to them any more. */
    void withdrawCommands(Reversal reversal) {
        requests.of(switchCase(reversal))
                .forEach(request -> withdrawals.withdraw(request, "The registration has been taken back"));
    }

    /** To each device that a command of the switch may have reached, and that has not taken the keys back already. */
    List<String> send(Reversal reversal) {
        Mpid supplier = reversal.supplier();
        if (supplier == null) {
            return List.of();
        }
        return devices(reversal).stream()
                .map(device -> order(reversal, device, userOf(supplier, reversal)))
                .filter(order -> !answeredBefore(reversal, order))
                .map(this::ask)
                .toList();
    }

    private List<Eui64> devices(Reversal reversal) {
        return switchKeys(reversal)
                .filter(withdrawals::mayHaveReached)
                .map(RequestedService::device)
                .distinct()
                .toList();
    }

    private Stream<RequestedService> switchKeys(Reversal reversal) {
        return requests.of(switchCase(reversal)).stream()
                .filter(request -> request.question() == Question.SUPPLIER_CREDENTIALS);
    }

    private static CaseKey switchCase(Reversal reversal) {
        return new CaseKey(TakenBackSwitches.PROCESS, reversal.switchId());
    }

    /** A device that still waits for the day gets a command for the same day: it takes the place of the one it holds. */
    private ServiceOrder order(Reversal reversal, Eui64 device, Eui64 user) {
        String id = reversal.switchId() + ":back" + reversal.keysRound() + "-" + device + ":"
                + Question.SUPPLIER_CREDENTIALS.service();
        ServiceOrder order = ServiceOrder.of(
                id, reversal.key(), Question.SUPPLIER_CREDENTIALS, device, reversal.mpxn(), Requester.of(user));
        Instant start = reversal.supplyStartsAt();
        return start.isAfter(clock.instant()) ? order.takingEffect(start) : order;
    }

    /** The engine asks for the list of one round more than once, and has to get the same one. */
    private boolean answeredBefore(Reversal reversal, ServiceOrder order) {
        return requests.of(reversal.key()).stream()
                .filter(request -> request.device().equals(order.device()))
                .filter(request -> !request.id().equals(order.id()))
                .anyMatch(RequestedService::answered);
    }

    private String ask(ServiceOrder order) {
        requests.prepare(order);
        return order.id();
    }

    private Eui64 userOf(Mpid supplier, Reversal reversal) {
        return parties.supplierUser(supplier, reversal.mpxn().fuel())
                .map(User::id)
                .orElseThrow(() -> new IllegalStateException(supplier + " has no user for this fuel any more"));
    }

    boolean wereSent(Reversal reversal) {
        return !devices(reversal).isEmpty();
    }

    /** Why devices may hold the keys of the supplier whose registration is gone; null when none does. */
    @Nullable
    String problem(Reversal reversal) {
        if (!wereSent(reversal)) {
            return null;
        }
        if (reversal.supplier() == null) {
            return "Nobody is registered to whom the keys could be given back";
        }
        Collection<RequestedService> asked = latest(reversal);
        Optional<String> open = asked.stream()
                .filter(request -> !request.answered())
                .map(this::problem)
                .reduce((one, other) -> one + "; " + other);
        return asked.isEmpty() ? "No device could be asked" : open.orElse(null);
    }

    private String problem(RequestedService request) {
        String why = request.state() == State.REFUSED ? request.accessSentence() : request.reason();
        String device = devices.find(request.device())
                .map(found -> found.type().words())
                .orElse("device that is not in the inventory any more");
        return "the " + device + " at " + request.mpxn() + ": "
                + Objects.requireNonNullElse(why, request.state().words());
    }

    private Collection<RequestedService> latest(Reversal reversal) {
        return requests.of(reversal.key()).stream()
                .collect(Collectors.toMap(
                        RequestedService::device,
                        request -> request,
                        (one, other) -> other.answered() || !one.answered() ? other : one,
                        LinkedHashMap::new))
                .values();
    }
}
