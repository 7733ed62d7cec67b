package org.meterflow.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.meterflow.gbcs.Octets;
import org.meterflow.identifier.Eui64;

/**
 * Shows a fleet, and breaks and mends its devices, for whoever runs the simulator:
 *
 * <ul>
 *   <li>{@code GET /fleet}: how many hubs, how many connected, and the devices that have faults
 *   <li>{@code GET /fleet/EUI}: a device, its clock, whom it trusts, what it refused, its faults
 *   <li>{@code POST /fleet/EUI} with {@code {"break": FAULT}} or {@code {"mend": FAULT}}, FAULT as in {@link Fault}
 *   <li>{@code POST /fleet/EUI} with {@code {"command": MESSAGE}}: a command by hand (GBCS, base64), as from a hand-held
 *       terminal; the device's answer comes back in the same form
 *   <li>{@code POST /fleet/EUI} with {@code {"press": "on"}}, {@code {"press": "emergency"}} or {@code {"type": TOKEN}}:
 *       what somebody at home does at the meter
 *   <li>{@code POST /fleet/EUI} with {@code {"image": BASE64, "version": HEX}}, and {@code "hash": HEX} where the announced
 *       one is another: a firmware image comes for the device
 *   <li>{@code POST /fleet} with {@code {"profile": "calm" | "everyday" | "rough", "seed": 1}}: misfortune at random; with
 *       {@code "homes": N} in the first N homes only, and to {@code /fleet/EUI} for one device
 *   <li>{@code POST /fleet} with {@code {"outage": N}} or {@code {"restore": N}}: power of the first N homes
 *   <li>{@code POST /fleet} with {@code {"mend": "everything"}}: no faults any more, and nothing goes wrong by itself
 * </ul>
 */
final class FleetApi {

    private static final int FIRMWARE_VERSION = 4;

    private FleetApi() {}

    /** @return empty when there is no such thing */
    static Optional<Object> show(Fleet fleet, List<String> path) {
        return switch (path.size()) {
            case 1 -> Optional.of(overview(fleet));
            case 2 -> Optional.of(device(fleet, Eui64.of(path.get(1))));
            default -> Optional.empty();
        };
    }

    private static Map<String, Object> overview(Fleet fleet) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("hubs", fleet.size());
        shown.put("connected", fleet.connected());
        shown.put("profiles", fleet.profiles());
        Map<String, Object> faults = new TreeMap<>();
        fleet.faults().forEach((device, has) -> faults.put(device.value(), has));
        shown.put("faults", faults);
        return shown;
    }

    private static Map<String, Object> device(Fleet fleet, Eui64 eui) {
        DeviceView view = fleet.device(eui);
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("device", eui.value());
        shown.put("clock", view.clock().toString());
        if (view.supplier() != null) {
            shown.put("supplier", view.supplier().value());
        }
        shown.put("refused", view.refused());
        shown.put("events", view.events());
        shown.put("faults", fleet.faults(eui));
        shown.put("profile", fleet.profile(eui).name());
        return shown;
    }

    /** @throws IllegalArgumentException when that cannot be done, with a sentence */
    static Optional<Object> tell(Fleet fleet, List<String> path, JsonNode data) {
        if (path.size() == 2) {
            Eui64 device = Eui64.of(path.get(1));
            if (data.has("command")) {
                return Optional.of(byHand(fleet, device, data.get("command").asText()));
            }
            if (data.has("press") || data.has("type")) {
                return Optional.of(Map.of("done", atHome(fleet, device, data)));
            } else if (data.has("image")) {
                image(fleet, device, data);
            } else if (data.has("profile")) {
                fleet.misfortune(profile(data), List.of(device), seed(data));
            } else if (data.has("break")) {
                fleet.breakDown(device, fault(data.get("break")));
            } else {
                fleet.mend(device, fault(data.path("mend")));
            }
            return Optional.of(device(fleet, device));
        }
        if (path.size() != 1) {
            return Optional.empty();
        }
        if (data.has("profile")) {
            List<Eui64> homes = fleet.hubs(data.path("homes").asInt(fleet.size()));
            fleet.misfortune(profile(data), fleet.devicesIn(homes), seed(data));
        } else if (data.has("outage")) {
            fleet.powerCut(fleet.hubs(data.get("outage").asInt()));
        } else if (data.has("restore")) {
            fleet.powerRestored(fleet.hubs(data.get("restore").asInt()));
        } else if (data.path("mend").asText().equals("everything")) {
            fleet.mendAll();
        } else {
            throw new IllegalArgumentException("Say profile, outage, restore, or mend with \"everything\"");
        }
        return Optional.of(overview(fleet));
    }

    private static FaultProfile profile(JsonNode data) {
        return FaultProfile.named(data.get("profile").asText());
    }

    private static long seed(JsonNode data) {
        return data.path("seed").asLong(1);
    }

    private static boolean atHome(Fleet fleet, Eui64 meter, JsonNode data) {
        if (data.has("type")) {
            return fleet.atHome(meter).enterToken(data.get("type").asText().replaceAll("[\\s-]", ""));
        }
        return switch (data.get("press").asText()) {
            case "on" -> fleet.atHome(meter).switchOn();
            case "emergency" -> fleet.atHome(meter).borrow();
            default -> throw new IllegalArgumentException("Press on or emergency");
        };
    }

    private static void image(Fleet fleet, Eui64 device, JsonNode data) {
        byte[] image = Base64.getDecoder().decode(data.get("image").asText());
        Octets version = Octets.ofHex(data.path("version").asText());
        if (version.length() != FIRMWARE_VERSION) {
            throw new IllegalArgumentException("A firmware version has 8 hex digits");
        }
        Octets announced = data.has("hash") ? Octets.ofHex(data.get("hash").asText()) : Firmware.hash(image);
        fleet.image(device, version, image, announced);
    }

    /** A device that keeps silent gives no answer. */
    private static Map<String, String> byHand(Fleet fleet, Eui64 device, String command) {
        return fleet.byHand(device, Base64.getMimeDecoder().decode(command))
                .map(answer -> Map.of("answer", Base64.getEncoder().encodeToString(answer)))
                .orElse(Map.of());
    }

    private static Fault fault(JsonNode name) {
        String upper = name.asText("").toUpperCase(Locale.ROOT);
        return Arrays.stream(Fault.values())
                .filter(fault -> fault.name().equals(upper))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "Say break or mend with one of " + Arrays.toString(Fault.values())));
    }
}
