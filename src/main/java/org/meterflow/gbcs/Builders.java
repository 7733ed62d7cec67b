package org.meterflow.gbcs;

import java.util.List;
import java.util.Map;
import org.meterflow.gbcs.Gbz.Component;

/** What rows of the catalogue leave to Java: tariffs, calendars and other structures that are more than lists. */
final class Builders {

    /** Values within an item: {@code build.name}. */
    interface OfData {
        DlmsData build(Template.Context context);
    }

    /** Cluster messages of gas commands: {@code BUILD name}. */
    interface OfComponents {
        void add(Template.Context context, List<Component> components);
    }

    /** Values in ASN.1: {@code build.name}. */
    interface OfDer {
        Der build(Template.Context context);
    }

    static final Map<String, OfComponents> COMPONENTS = Map.of("eventBehaviours", EventBehaviours::add);

    static final Map<String, OfDer> DER = Map.of("deviceLog", DeviceLog::of);

    static final Map<String, OfData> DATA = Map.ofEntries(
            Map.entry("primaryPrices", TariffPrices::primary),
            Map.entry("secondaryPrices", TariffPrices::secondary),
            Map.entry("creditCharges", ChargeCollection::credit),
            Map.entry("prepaymentCharges", ChargeCollection::prepayment),
            Map.entry("alertSettings", AlertSettings::any),
            Map.entry("supplierAlerts", AlertSettings::supplierAlerts),
            Map.entry("billingCalendar", BillingCalendar::of),
            Map.entry("replacedHubLog", HubNetworks::replacedHubLog));

    private Builders() {}

    static OfData data(String name) {
        return named(name, DATA);
    }

    static OfComponents components(String name) {
        return named(name, COMPONENTS);
    }

    static OfDer der(String name) {
        return named(name, DER);
    }

    private static <B> B named(String name, Map<String, B> builders) {
        B builder = builders.get(name);
        if (builder == null) {
            throw new IllegalArgumentException("The catalogue of use cases names an unknown builder '" + name + "'");
        }
        return builder;
    }
}
