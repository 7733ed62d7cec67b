/** DUIS documents as they are on the wire: XML read safely, the signature profile, requests and responses. */
@NullMarked
@NamedInterface("duis")
package org.meterflow.gateway.duis;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
