package org.meterflow.metering;

import org.meterflow.gbcs.GbcsCrypto;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.MeterRequest;
import org.meterflow.gbcs.MeterRequest.OfService;
import org.meterflow.gbcs.Octets;
import org.meterflow.gbcs.RequestPart;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.RequestId;

/** Critical commands as the user of a {@link TestMarket} signs them: transformed by the platform, under its own counter. */
final class PreCommands {

    static final RequestPart ENABLE_SUPPLY = RequestPart.empty("EnableSupply");

    static final RequestPart ADJUST_BALANCE = RequestPart.of(
            "UpdateMeterBalance", RequestPart.of("PrepaymentMode", RequestPart.text("AdjustMeterBalance", "1000")));

    static final RequestPart UPDATE_DEBT = RequestPart.of(
            "UpdateDebt",
            RequestPart.text("TimeDebtRegister1", "30000"),
            RequestPart.text("TimeDebtRegister2", "15000"),
            RequestPart.text("PaymentDebtRegister", "50000"),
            RequestPart.text("DebtRecoveryPerPayment", "1000"),
            recovery("ElecDebtRecovery1"),
            recovery("ElecDebtRecovery2"));

    private final Meters meters;
    private final TestMarket market;

    PreCommands(Meters meters, TestMarket market) {
        this.meters = meters;
        this.market = market;
    }

    MeterRequest signed(Eui64 meter, long counter, String variant, RequestPart body) {
        GbcsMessage command =
                meters.transform(new RequestId(TestMarket.USER, meter, counter), new OfService(variant, body));
        GbcsMessage signed = GbcsCrypto.jdk().sign(command, market.user.getPrivate());
        return new MeterRequest.SignedPreCommand(variant, Octets.of(signed.encode()));
    }

    private static RequestPart recovery(String name) {
        return RequestPart.of(
                name,
                RequestPart.text("DebtRecoveryRate", "3"),
                RequestPart.text("DebtRecoveryRatePriceScale", "-1"),
                RequestPart.text("DebtRecoveryRatePeriod", "DAILY"));
    }
}
