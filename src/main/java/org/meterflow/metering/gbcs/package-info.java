/**
 * The meters' language: envelopes, keys, codecs and use cases of the Great Britain Companion Specification. It knows
 * bytes and values, no devices, no database and no network, so that both ends of the wire can speak it.
 */
@NullMarked
@NamedInterface("gbcs")
package org.meterflow.metering.gbcs;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
