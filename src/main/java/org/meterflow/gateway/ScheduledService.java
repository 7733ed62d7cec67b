package org.meterflow.gateway;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.meterflow.gateway.schedule.LogPeriod;
import org.meterflow.gbcs.MeterRequest;
import org.meterflow.gbcs.RequestPart;

/** The services that the DCC repeats by schedule: all that the schema has room for (DUIS 5.4, DSPSchedule). */
enum ScheduledService {
    EXPORT_REGISTERS("4.2", "ReadInstantaneousExportRegisters", false),
    IMPORT_DAILY_LOG("4.6.1", "RetrieveImportDailyReadLog", true),
    EXPORT_DAILY_LOG("4.6.2", "RetrieveExportDailyReadLog", true),
    IMPORT_PROFILE("4.8.1", "ReadActiveImportProfileData", true),
    REACTIVE_PROFILE("4.8.2", "ReadReactiveImportProfileData", true),
    EXPORT_PROFILE("4.8.3", "ReadExportProfileData", true),
    NETWORK_DATA("4.10", "ReadNetworkData", true),
    MAXIMUM_DEMAND_IMPORT("4.12.1", "ReadMaximumDemandImportRegisters", false),
    MAXIMUM_DEMAND_EXPORT("4.12.2", "ReadMaximumDemandExportRegisters", false),
    PREPAYMENT_DAILY_LOG("4.14", "ReadPrepaymentDailyReadLog", true),
    LOAD_LIMIT("4.15", "ReadLoadLimitData", false),
    ACTIVE_POWER("4.16", "ReadActivePowerImport", false),
    DAILY_CONSUMPTION("4.17", "RetrieveDailyConsumptionLog", true),
    GAS_NETWORK_DATA("14.1", "RecordNetworkDataGAS", false);

    private final String variant;
    private final String body;
    private final boolean ofLog;

    /**
     * @param body the element that asks for it on demand
     * @param ofLog a part of a log is read, and has to be named
     */
    ScheduledService(String variant, String body, boolean ofLog) {
        this.variant = variant;
        this.body = body;
        this.ofLog = ofLog;
    }

    static Optional<ScheduledService> of(String variant) {
        return find(one -> one.variant.equals(variant));
    }

    static Optional<ScheduledService> ofElement(String name) {
        return find(one -> one.element().equals(name));
    }

    private static Optional<ScheduledService> find(Predicate<ScheduledService> wanted) {
        return Arrays.stream(values()).filter(wanted).findFirst();
    }

    String variant() {
        return variant;
    }

    /** In a schedule. */
    String element() {
        return "DSP" + body;
    }

    boolean ofLog() {
        return ofLog;
    }

    /** @param period null where no log is read */
    MeterRequest read(@Nullable LogPeriod period, LocalDate day) {
        if (period == null) {
            return new MeterRequest.OfService(variant, RequestPart.empty(body));
        }
        Instant from = period.from(day);
        Instant to = period.to(day);
        return this == IMPORT_DAILY_LOG
                ? new MeterRequest.ReadDailyLog(from, to)
                : new MeterRequest.OfService(
                        variant,
                        RequestPart.of(
                                body,
                                RequestPart.of(
                                        "ReadLogPeriod",
                                        RequestPart.text("StartDateTime", from.toString()),
                                        RequestPart.text("EndDateTime", to.toString()))));
    }
}
