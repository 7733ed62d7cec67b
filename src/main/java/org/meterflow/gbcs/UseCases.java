package org.meterflow.gbcs;

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
import org.meterflow.gbcs.MeterRequest.OfService;
import org.meterflow.gbcs.UseCase.Originator;
import org.meterflow.identifier.Eui64;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The catalogue, read once from {@code use-cases/*.yaml}; a row it has no sense of stops the start. */
final class UseCases {

    private static final List<String> FILES = List.of("electricity", "gas", "hubs", "keys");

    private static final List<UseCase> ALL =
            FILES.stream().flatMap(file -> load(file).stream()).toList();
    private static final Map<Integer, UseCase> BY_CODE =
            ALL.stream().collect(Collectors.toUnmodifiableMap(UseCase::code, useCase -> useCase, (one, other) -> one));
    private static final Map<String, UseCase> BY_REQUEST = byRequest();

    private static final Eui64 NOBODY = new Eui64("00-00-00-00-00-00-00-00");

    private UseCases() {}

    static List<UseCase> all() {
        return ALL;
    }

    static Optional<UseCase> ofCode(int code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }

    /** Several where requests differ that come to the same kind of message. */
    static List<UseCase> allOfCode(int code) {
        return ALL.stream().filter(useCase -> useCase.code() == code).toList();
    }

    static UseCase forRequest(String request, DeviceKind device) {
        UseCase useCase = BY_REQUEST.get(key(request, device));
        if (useCase == null) {
            throw new UnsupportedUseCase(request, device);
        }
        return useCase;
    }

    static UseCase forService(OfService service, DeviceKind device, Surroundings surroundings) {
        Template.Context context = Template.Context.of(0, NOBODY, NOBODY, service.body(), surroundings);
        return ALL.stream()
                .filter(one -> one.variants().contains(service.variant()))
                .filter(one -> one.devices().contains(device))
                .filter(one -> one.minGbcs().isUnderstoodAt(surroundings.gbcsVersion()))
                .filter(one -> one.when().holds(context))
                .reduce((one, other) -> other.minGbcs().compareTo(one.minGbcs()) > 0 ? other : one)
                .orElseThrow(() -> new UnsupportedUseCase(service.variant(), device));
    }

    private static String key(String request, DeviceKind device) {
        return request + " " + device;
    }

    private static Map<String, UseCase> byRequest() {
        Map<String, UseCase> index = new HashMap<>();
        for (UseCase useCase : ALL) {
            String request = useCase.request();
            if (request == null) {
                continue;
            }
            for (DeviceKind device : useCase.devices()) {
                UseCase other = index.put(key(request, device), useCase);
                if (other != null) {
                    throw new IllegalStateException(
                            "%s and %s ask a %s the same".formatted(other.name(), useCase.name(), device));
                }
            }
        }
        return Map.copyOf(index);
    }

    private static List<UseCase> load(String file) {
        try (InputStream yaml =
                Objects.requireNonNull(UseCases.class.getResourceAsStream("use-cases/" + file + ".yaml"))) {
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
                row.containsKey("when") ? Notation.condition(text(row, "when")) : Condition.ALWAYS,
                row.containsKey("minGbcs") ? GbcsVersion.of(text(row, "minGbcs")) : GbcsVersion.FIRST,
                row.containsKey("future") ? Integer.valueOf(text(row, "future"), 16) : null,
                text(row, "title"),
                Set.copyOf(devices),
                Originator.valueOf(text(row, "originator").toUpperCase(Locale.ROOT)),
                Boolean.TRUE.equals(row.get("critical")),
                Boolean.TRUE.equals(row.get("time")),
                Boolean.TRUE.equals(row.get("unknownUsers")),
                row.containsKey("request") ? text(row, "request") : null,
                row.containsKey("answer") ? AnswerForm.named(text(row, "answer")) : null,
                template(Integer.parseInt(text(row, "code"), 16), text(row, "format"), texts(row, "items")));
    }

    private static Template template(int code, String format, List<String> items) {
        return switch (format) {
            case "DLMS" -> new DlmsTemplate(items);
            case "GBZ" -> new GbzTemplate(items);
            case "ASN1" -> new Asn1Template(code, Notation.form(items.get(0)));
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
