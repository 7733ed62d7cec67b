/**
 * Meters outside GBCS that speak plain DLMS/COSEM over TCP: wrapper frames, associations, and which objects of a model
 * answer our requests. It knows devices and their models, but no queue.
 */
@NullMarked
package org.meterflow.metering.cosem;

import org.jspecify.annotations.NullMarked;
