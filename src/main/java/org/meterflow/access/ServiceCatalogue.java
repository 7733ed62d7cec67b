package org.meterflow.access;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.meterflow.device.DeviceStatus;
import org.meterflow.device.DeviceType;
import org.meterflow.party.UserRole;
import org.springframework.stereotype.Component;

/** The services the DCC offers, all 129 variants, from {@code access/services.csv}. */
@Component
public class ServiceCatalogue {

    private static final String FILE = "/access/services.csv";
    private static final int COLUMNS = 13;

    private final Map<String, Service> services;

    public ServiceCatalogue() {
        try (InputStream file = ServiceCatalogue.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException(FILE + " is missing");
            }
            Map<String, Service> read = new LinkedHashMap<>();
            new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .map(ServiceCatalogue::service)
                    .forEach(service -> read.put(service.variant(), service));
            this.services = Collections.unmodifiableMap(read);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** @param variant such as 4.6.1 */
    public Optional<Service> find(String variant) {
        return Optional.ofNullable(services.get(variant));
    }

    /** In the order of the catalogue. */
    public List<Service> all() {
        return List.copyOf(services.values());
    }

    private static Service service(String line) {
        String[] column = line.split(";", -1);
        if (column.length != COLUMNS) {
            throw new IllegalStateException(FILE + ": not " + COLUMNS + " columns in '" + line + "'");
        }
        return new Service(
                column[1],
                column[0],
                column[2],
                column[3],
                words(column[4]).toList(),
                yes(column[5]),
                yes(column[6]),
                yes(column[7]),
                FutureDating.valueOf(column[8]),
                yes(column[9]),
                set(column[10], UserRole.class),
                set(column[11], DeviceType.class),
                set(column[12], DeviceStatus.class));
    }

    private static boolean yes(String word) {
        return word.equals("yes");
    }

    private static <E extends Enum<E>> Set<E> set(String text, Class<E> type) {
        return words(text).map(word -> Enum.valueOf(type, word)).collect(Collectors.toUnmodifiableSet());
    }

    private static Stream<String> words(String text) {
        return Arrays.stream(text.split(" ")).filter(word -> !word.isEmpty());
    }
}
