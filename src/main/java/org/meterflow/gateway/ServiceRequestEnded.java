package org.meterflow.gateway;

import java.time.Instant;
import org.meterflow.identifier.RequestId;

/**
 * An accepted request has come to its end, and its user is being told. Told in the transaction that ends it.
 *
 * @param number of the {@link ServiceRequest}
 * @param code the response code the user gets: I0 when the device has answered, whatever it answered
 * @param reason a sentence for people
 */
public record ServiceRequestEnded(long number, RequestId id, String variant, String code, String reason, Instant at) {}
