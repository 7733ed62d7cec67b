package org.meterflow.process.servicerequest;

import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

@Component
class Objections {

    private final ObjectProvider<Objection> all;

    Objections(ObjectProvider<Objection> all) {
        this.all = all;
    }

    Optional<String> to(RequestedService request) {
        return all.stream().flatMap(one -> one.to(request).stream()).findFirst();
    }
}
