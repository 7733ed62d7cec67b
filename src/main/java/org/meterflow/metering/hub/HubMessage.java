package org.meterflow.metering.hub;

/** A frame together with the line it came over: what the route carries. */
record HubMessage(HubLine line, HubFrame frame) {}
