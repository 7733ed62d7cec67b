/**
 * The meters' language: envelopes, keys, codecs and use cases of the Great Britain Companion Specification. It knows
 * bytes and values, no devices, no database and no network, so that both ends of the wire can speak it.
 */
@NullMarked
@ApplicationModule(displayName = "The meters' language", allowedDependencies = "identifier")
package org.meterflow.gbcs;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
