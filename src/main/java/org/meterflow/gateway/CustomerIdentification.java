package org.meterflow.gateway;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import org.meterflow.gbcs.MeterRequest;
import org.meterflow.gbcs.RequestPart;
import org.meterflow.metering.Meters;
import org.springframework.stereotype.Component;

/** SRV 9.1: four digits that the DCC makes, shows on the meter and tells the user, who asks the customer for them. */
@Component
class CustomerIdentification {

    private static final String VARIANT = "9.1";
    private static final String NUMBER = "CustomerIdentificationNumber";

    private final Meters meters;
    private final SecureRandom random = new SecureRandom();

    CustomerIdentification(Meters meters) {
        this.meters = meters;
    }

    /** The request with a number of its own, where it is one for a number. */
    MeterRequest numbered(MeterRequest request) {
        if (request instanceof MeterRequest.OfService service
                && service.variant().equals(VARIANT)) {
            String number = String.format(Locale.ROOT, "%04d", random.nextInt(10_000));
            return new MeterRequest.OfService(VARIANT, service.body().with(RequestPart.text(NUMBER, number)));
        }
        return request;
    }

    /** The number that was brought to a meter for this request; empty for every request but 9.1. */
    Optional<String> numberFor(ServiceRequest request, String reference) {
        return VARIANT.equals(request.variant())
                ? meters.request(reference)
                        .filter(MeterRequest.OfService.class::isInstance)
                        .map(MeterRequest.OfService.class::cast)
                        .flatMap(service -> service.body().value(NUMBER))
                : Optional.empty();
    }
}
