package org.meterflow.process.signedcommand;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.meterflow.access.Service;
import org.meterflow.access.ServiceCatalogue;
import org.springframework.stereotype.Component;

/** What a supplier is told that is to sign a command. */
@Component
class SignatureNotice {

    static final String NAME = "signatureWanted";

    private final ServiceCatalogue catalogue;

    SignatureNotice(ServiceCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** The party's question that carries it. */
    static String question(WantedCommand wanted) {
        return wanted.id() + ":" + NAME;
    }

    Map<String, Object> of(WantedCommand wanted) {
        CommandOrder order = wanted.order();
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("commandId", order.id());
        data.put("process", order.parent().process());
        data.put("caseId", order.parent().caseId());
        data.put("service", order.service());
        data.put("serviceName", serviceName(order.service()));
        data.put("deviceId", order.device().value());
        if (order.mpxn() != null) {
            data.put("mpxn", order.mpxn().value());
        }
        data.put("user", order.supplier().value());
        data.put("request", order.body());
        data.put(
                "preCommand",
                Base64.getEncoder()
                        .encodeToString(
                                Objects.requireNonNull(wanted.preCommand()).bytes()));
        return data;
    }

    Map<String, Object> withDeadline(WantedCommand wanted) {
        Map<String, Object> data = of(wanted);
        data.put("answerBy", wanted.signBy().toString());
        return data;
    }

    String serviceName(String variant) {
        return catalogue.find(variant).map(Service::name).orElse(variant);
    }
}
