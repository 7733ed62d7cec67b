package org.meterflow.process.lookathome;

/** What was found out about a home, as people read it. */
final class FoundWords {

    private FoundWords() {}

    static String of(String name, Object value) {
        return switch (name) {
            case "supplier" -> "supplied by " + value;
            case "registrationFresh" ->
                Boolean.TRUE.equals(value) ? "registration data fresh" : "registration data stale";
            case "areaOutage" ->
                Boolean.TRUE.equals(value) ? "power outage in the area" : "no power outage in the area";
            case "areaIncident" -> Boolean.TRUE.equals(value) ? "incident in the area" : "no incident in the area";
            case "meter" -> "meter " + value;
            case "hoursSinceHub" -> "hub heard " + hours(value);
            case "hoursSinceGasMeter" -> "gas meter heard " + hours(value);
            default -> name + " " + value;
        };
    }

    private static String hours(Object value) {
        return value.equals(0L) ? "within the hour" : value + (value.equals(1L) ? " hour ago" : " hours ago");
    }
}
