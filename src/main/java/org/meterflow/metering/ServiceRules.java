package org.meterflow.metering;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.MeterRequest;
import org.meterflow.gbcs.MeterRequest.OfService;
import org.meterflow.gbcs.RequestPart;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/** What the head-end knows of services: {@code services.csv}, or the file an installation has in its place. */
@Component
class ServiceRules {

    private static final int COLUMNS = 5;

    private static final ServiceRule OTHER = new ServiceRule(Priority.READ, null, false, null);

    /** The variants of those requests that do not carry theirs. */
    private static final Map<Class<? extends MeterRequest>, String> VARIANTS = Map.of(
            MeterRequest.ReadFirmwareVersion.class, "11.2",
            MeterRequest.ReadImportRegisters.class, "4.1.1",
            MeterRequest.ReadPrepaymentBalance.class, "4.3",
            MeterRequest.ReadDailyLog.class, "4.6.1",
            MeterRequest.ReadTariff.class, "4.11.1",
            MeterRequest.ReplaceSupplierCredentials.class, "6.23",
            MeterRequest.CancelSupplierCredentials.class, "6.23");

    private static final Map<String, MeterRequest> READS = Map.of(
            "11.2", new MeterRequest.ReadFirmwareVersion(),
            "4.1.1", new MeterRequest.ReadImportRegisters(),
            "4.3", new MeterRequest.ReadPrepaymentBalance());

    private final Map<String, ServiceRule> rules = new HashMap<>();

    ServiceRules(MeteringSettings settings) {
        Resource file = settings.services();
        try {
            file.getContentAsString(StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(line -> add(line, file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void add(String line, Resource file) {
        String[] column = line.split(";", -1);
        if (column.length != COLUMNS) {
            throw new IllegalStateException(
                    "%s: a row has %s columns, not '%s'".formatted(file.getDescription(), COLUMNS, line));
        }
        ServiceRule rule = new ServiceRule(
                Priority.valueOf(column[1]),
                column[2].isEmpty() ? null : column[2],
                column[3].equals("yes"),
                column[4].isEmpty() ? null : DurationStyle.detectAndParse(column[4]));
        for (String variant : column[0].split(" ")) {
            rules.put(variant, rule);
        }
    }

    /** The service reference variant; empty where it is not known. */
    static String variant(MeterRequest request) {
        if (request instanceof MeterRequest.SignedPreCommand signed) {
            return signed.variant();
        }
        return request instanceof OfService service ? service.variant() : VARIANTS.getOrDefault(request.getClass(), "");
    }

    ServiceRule of(MeterRequest request) {
        return of(variant(request));
    }

    private ServiceRule of(String variant) {
        for (@Nullable String name = variant; name != null; name = shorter(name)) {
            ServiceRule rule = rules.get(name);
            if (rule != null) {
                return rule;
            }
        }
        return OTHER;
    }

    private static @Nullable String shorter(String variant) {
        int dot = variant.lastIndexOf('.');
        return dot < 0 ? null : variant.substring(0, dot);
    }

    /** The read that shows a device's state. */
    static MeterRequest read(String variant) {
        MeterRequest typed = READS.get(variant);
        return typed == null ? new OfService(variant, RequestPart.empty("StateRead")) : typed;
    }
}
