/**
 * A world to run against: electricity and gas meters behind communications hubs that connect over TCP, and suppliers
 * that sign requests and receive answers over HTTP. It knows the wires and nothing of the platform behind them.
 *
 * <p>Line between hub and head-end: frames of a length (4 bytes, big-endian, of what follows, at most 64 KiB), a type
 * (1 byte) and a body:
 *
 * <ul>
 *   <li>1 HELLO, hub to head-end: the hub's EUI-64 (8 bytes), the protocol's version (1 byte, 2), a count (1 byte), as
 *       many EUI-64s of devices, the hub's own function among them, and 32 random bytes
 *   <li>9 CHALLENGE, head-end to hub: 32 random bytes
 *   <li>10 PROOF, hub to head-end: the signature (ECDSA on P-256 with SHA-256, 64 bytes) by the hub's own key over {@code
 *       Meterflow hub line 2}, a zero byte, the challenge, and the body of the hello
 *   <li>2 WELCOME, head-end to hub: the network's time in milliseconds since 1970 (8 bytes), again whenever it jumps
 *   <li>3 GBCS, either way: one message to or from a device
 *   <li>4 PING and 5 PONG, either way: 8 bytes, which the pong repeats
 *   <li>6 REFUSED, head-end to hub: the reason in UTF-8, after which the line is closed
 *   <li>7 POWER_LOST, hub to head-end: since when (milliseconds since 1970, 8 bytes), after which the line is closed
 *   <li>8 LATER, head-end to hub: after how many milliseconds it is to call again (4 bytes), and the line is closed
 * </ul>
 *
 * <p>A simulated device is an envelope ({@code SimulatedDevice}: who may send what, and how that is proven), the
 * commands every device knows ({@code SecurityFunction}), and a behaviour of its kind: objects and attributes for
 * electricity meters and hubs ({@code ObjectModel}), clusters for gas. What nobody wrote follows from the device's seed,
 * and what somebody wrote lies in its {@code Memory}.
 */
@NullMarked
@ApplicationModule(displayName = "Simulator")
package org.meterflow.simulator;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
