package org.meterflow.process.changeofsupplier;

import java.util.List;
import java.util.Optional;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.Mpid;
import org.meterflow.party.Parties;
import org.meterflow.party.User;
import org.meterflow.process.servicerequest.Question;
import org.meterflow.process.servicerequest.RequestedService;
import org.meterflow.process.servicerequest.Requester;
import org.meterflow.process.servicerequest.ServiceOrder;
import org.meterflow.process.servicerequest.ServiceRequest;
import org.springframework.stereotype.Component;

/** The service requests of a switch: each has an id that says what it is for, so that the same order twice is one request. */
@Component
class SwitchRequests {

    private final ServiceRequest requests;
    private final Parties parties;

    SwitchRequests(ServiceRequest requests, Parties parties) {
        this.requests = requests;
        this.parties = parties;
    }

    ServiceOrder order(SupplierChange change, String purpose, Question question, Eui64 device, Requester requester) {
        return ServiceOrder.of(id(change, purpose, question), change.key(), question, device, change.mpxn(), requester);
    }

    String ask(ServiceOrder order) {
        requests.prepare(order);
        return order.id();
    }

    private static String id(SupplierChange change, String purpose, Question question) {
        return change.switchId() + ":" + purpose + ":" + question.service();
    }

    Optional<RequestedService> find(SupplierChange change, String purpose, Question question) {
        return requests.find(id(change, purpose, question));
    }

    /** In the order they were made. */
    List<RequestedService> of(SupplierChange change) {
        return requests.of(change.key());
    }

    /** In the losing supplier's name until supply starts; what is silent until then goes on in the gaining supplier's. */
    Requester whoSupplies(SupplierChange change) {
        return Requester.of(userOf(change.losingSupplier(), change))
                .passingTo(userOf(change.gaining(), change), change.supplyStartsAt());
    }

    Requester gaining(SupplierChange change) {
        return Requester.of(userOf(change.gaining(), change));
    }

    private Eui64 userOf(Mpid supplier, SupplierChange change) {
        return parties.supplierUser(supplier, change.mpxn().fuel())
                .map(User::id)
                .orElseThrow(() -> new IllegalStateException(supplier + " has no user for this fuel any more"));
    }
}
