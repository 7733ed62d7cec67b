/** The inbox, the outbox and the catalogue over HTTP. */
@NullMarked
package org.meterflow.messages.web;

import org.jspecify.annotations.NullMarked;
