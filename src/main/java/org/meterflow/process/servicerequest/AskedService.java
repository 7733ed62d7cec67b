package org.meterflow.process.servicerequest;

import org.meterflow.access.Service;
import org.meterflow.gbcs.MeterRequest;
import org.meterflow.gbcs.RequestPart;

/**
 * A service of the catalogue with what its request says beyond the header.
 *
 * @param body the element in the request's body (DUIS 5.4) with all its parts
 */
public record AskedService(Service service, RequestPart body) {

    public MeterRequest.OfService request() {
        return new MeterRequest.OfService(service.variant(), body);
    }
}
