package org.meterflow.metering.gbcs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meterflow.metering.gbcs.UseCase.Originator;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The catalogue, read once from {@code use-cases.yaml}; a row it has no sense of stops the start. */
final class UseCases {

    private static final List<UseCase> ALL = load();
    private static final Map<Integer, UseCase> BY_CODE =
            ALL.stream().collect(Collectors.toUnmodifiableMap(UseCase::code, useCase -> useCase));
    private static final Map<String, UseCase> BY_REQUEST = byRequest();

    private UseCases() {}

    static List<UseCase> all() {
        return ALL;
    }

    static Optional<UseCase> ofCode(int code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }

    static UseCase forRequest(String request, DeviceKind device) {
        UseCase useCase = BY_REQUEST.get(key(request, device));
        if (useCase == null) {
            throw new UnsupportedUseCase(request, device);
        }
        return useCase;
    }

    private static String key(String request, DeviceKind device) {
        return request + " " + device;
    }

    private static Map<String, UseCase> byRequest() {
        Map<String, UseCase> index = new HashMap<>();
        for (UseCase useCase : ALL) {
            for (DeviceKind device : useCase.devices()) {
                UseCase other = index.put(key(useCase.request(), device), useCase);
                if (other != null) {
                    throw new IllegalStateException(
                            "%s and %s ask a %s the same".formatted(other.name(), useCase.name(), device));
                }
            }
        }
        return Map.copyOf(index);
    }

    private static List<UseCase> load() {
        try (InputStream yaml = Objects.requireNonNull(UseCases.class.getResourceAsStream("use-cases.yaml"))) {
            List<Map<String, Object>> rows = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
            return rows.stream().map(UseCases::row).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static UseCase row(Map<String, Object> row) {
        Set<DeviceKind> devices = EnumSet.noneOf(DeviceKind.class);
        texts(row, "devices").forEach(device -> devices.add(DeviceKind.valueOf(device)));
        return new UseCase(
                text(row, "useCase"),
                Integer.parseInt(text(row, "code"), 16),
                texts(row, "variants"),
                text(row, "title"),
                Set.copyOf(devices),
                Originator.valueOf(text(row, "originator").toUpperCase(Locale.ROOT)),
                Boolean.TRUE.equals(row.get("critical")),
                Boolean.TRUE.equals(row.get("time")),
                text(row, "request"),
                AnswerForm.named(text(row, "answer")),
                row.containsKey("items") ? template(text(row, "format"), texts(row, "items")) : null);
    }

    private static @Nullable Template template(String format, List<String> items) {
        return switch (format) {
            case "DLMS" -> new DlmsTemplate(items);
            case "GBZ" -> new GbzTemplate(items);
            case "ASN1" -> {
                Octets payload = Octets.ofHex(items.get(0));
                yield context -> payload;
            }
            default -> throw new IllegalArgumentException("The catalogue of use cases knows no format " + format);
        };
    }

    private static String text(Map<String, Object> row, String field) {
        Object value = row.get(field);
        if (value == null) {
            throw new IllegalArgumentException(
                    "A row of the catalogue of use cases lacks '%s': %s".formatted(field, row));
        }
        return value.toString();
    }

    private static List<String> texts(Map<String, Object> row, String field) {
        return row.get(field) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of(text(row, field));
    }
}
