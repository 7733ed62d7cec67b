package org.meterflow.process.requestsequence;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One request of a sequence as it is written at the box: {@code read: 4.1.1}.
 *
 * @param name by which its own properties and its answer are called
 * @param service service reference variant
 */
record NamedService(String name, String service) {

    private static final Pattern ENTRY = Pattern.compile("\\s*([a-z][A-Za-z0-9]*)\\s*:\\s*(\\S+)\\s*");

    /**
     * A list with semicolons or on lines of its own.
     *
     * @throws IllegalArgumentException with a sentence when it is none
     */
    static List<NamedService> list(String written) {
        List<NamedService> found = new ArrayList<>();
        for (String entry : written.split("[;\\n]")) {
            if (!entry.isBlank()) {
                NamedService one = of(entry);
                if (found.stream().anyMatch(other -> other.name.equals(one.name))) {
                    throw new IllegalArgumentException(
                            "two requests are called %s. Give each a name of its own.".formatted(one.name));
                }
                found.add(one);
            }
        }
        return List.copyOf(found);
    }

    private static NamedService of(String entry) {
        Matcher read = ENTRY.matcher(entry);
        if (!read.matches()) {
            throw new IllegalArgumentException(
                    "'%s' is no request. Write a name of letters and digits, and a service, as in read: 4.1.1; tell: 3.1."
                            .formatted(entry.strip()));
        }
        return new NamedService(read.group(1), read.group(2));
    }
}
