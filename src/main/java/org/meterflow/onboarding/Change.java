package org.meterflow.onboarding;

/**
 * One thing that a file added to what the platform knows, or changed in it.
 *
 * @param kind what sort of things it belongs to: parties, devices, meter points, suppliers, certificates
 * @param id its name
 * @param added false when it was there and is different now
 * @param detail what is said of it
 */
public record Change(String kind, String id, boolean added, String detail) {}
