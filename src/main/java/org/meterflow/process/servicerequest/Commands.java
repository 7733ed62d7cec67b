package org.meterflow.process.servicerequest;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.meterflow.device.Devices;
import org.meterflow.gbcs.MeterRequest;
import org.meterflow.gbcs.MeterRequest.SignedPreCommand;
import org.meterflow.gbcs.RequestPart;
import org.meterflow.metering.MeterCommand;
import org.meterflow.metering.Meters;
import org.meterflow.metering.OnBehalfOf;
import org.springframework.stereotype.Component;

/** Puts a process's question into a command for the device. */
@Component
class Commands {

    private final SupplierKeys keys;
    private final Devices devices;
    private final Meters meters;
    private final ServiceRequestSettings settings;
    private final Clock clock;

    Commands(SupplierKeys keys, Devices devices, Meters meters, ServiceRequestSettings settings, Clock clock) {
        this.keys = keys;
        this.devices = devices;
        this.meters = meters;
        this.settings = settings;
        this.clock = clock;
    }

    private MeterCommand build(String reference, RequestedService request) {
        boolean credentials = request.question() == Question.SUPPLIER_CREDENTIALS;
        return new MeterCommand(
                reference,
                request.device(),
                question(request),
                credentials ? OnBehalfOf.transitionalChangeOfSupplier() : originator(request),
                answerWithin(request),
                settings.sendsForEachAsk());
    }

    /** What a user has signed carries that user's own counter. */
    private static OnBehalfOf originator(RequestedService request) {
        SignedPreCommand signed = request.order().signed();
        return signed == null
                ? OnBehalfOf.dcc()
                : new OnBehalfOf.KnownUser(
                        request.order().requester().user(), signed.message().originatorCounter());
    }

    void ask(String reference, RequestedService request) {
        if (request.isSigned() && request.asks() > 0) {
            meters.askAgain(reference, answerWithin(request), settings.sendsForEachAsk());
        } else {
            meters.ask(build(reference, request));
        }
    }

    /** Gas devices sleep; electricity ones are always on. */
    Duration answerWithin(RequestedService request) {
        boolean sleeps = devices.find(request.device())
                .map(device -> device.type() == org.meterflow.device.DeviceType.GSME)
                .orElse(false);
        return sleeps ? settings.answerWithinGas() : settings.answerWithinElectricity();
    }

    private MeterRequest question(RequestedService request) {
        return switch (request.question()) {
            case FIRMWARE_VERSION -> new MeterRequest.ReadFirmwareVersion();
            case IMPORT_REGISTERS -> new MeterRequest.ReadImportRegisters();
            case PREPAYMENT_BALANCE -> new MeterRequest.ReadPrepaymentBalance();
            case DAILY_LOG ->
                new MeterRequest.ReadDailyLog(
                        requireNonNull(request.order().logFrom()),
                        requireNonNull(request.order().logTo()));
            case PREPAYMENT_LOG -> ofService(request, RequestPart.of("ReadPrepaymentDailyReadLog", period(request)));
            case PREPAYMENT_CONFIGURATION -> ofService(request, RequestPart.empty("ReadPrepaymentConfiguration"));
            case PAYMENT_MODE -> ofService(request, RequestPart.empty("ReadDeviceConfigurationPaymentMode"));
            case SUPPLY_STATE -> ofService(request, RequestPart.empty("ReadSupplyStatus"));
            case EVENT_LOG ->
                ofService(
                        request,
                        RequestPart.of(
                                "ReadEventOrSecurityLog", period(request), RequestPart.text("LogToRead", "Event")));
            case TARIFF -> new MeterRequest.ReadTariff();
            case SUPPLIER_CREDENTIALS -> credentials(request);
            case SIGNED_COMMAND -> requireNonNull(request.order().signed());
            case OTHER_SERVICE -> requireNonNull(request.order().asked()).request();
        };
    }

    private static RequestPart period(RequestedService request) {
        return RequestPart.of(
                "ReadLogPeriod",
                RequestPart.text(
                        "StartDateTime",
                        requireNonNull(request.order().logFrom()).toString()),
                RequestPart.text(
                        "EndDateTime", requireNonNull(request.order().logTo()).toString()));
    }

    private static MeterRequest ofService(RequestedService request, RequestPart body) {
        return new MeterRequest.OfService(request.question().service(), body);
    }

    private MeterRequest credentials(RequestedService request) {
        return keys.request(request.requester(request.takesEffect(clock.instant())), future(request.executeAt()));
    }

    private @Nullable Instant future(@Nullable Instant executeAt) {
        return executeAt != null && executeAt.isAfter(clock.instant()) ? executeAt : null;
    }
}
