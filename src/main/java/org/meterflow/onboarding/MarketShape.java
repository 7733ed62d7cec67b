package org.meterflow.onboarding;

import static org.meterflow.onboarding.Shape.fields;
import static org.meterflow.onboarding.Shape.items;
import static org.meterflow.onboarding.Shape.matching;
import static org.meterflow.onboarding.Shape.oneOf;
import static org.meterflow.onboarding.Shape.optional;
import static org.meterflow.onboarding.Shape.required;
import static org.meterflow.onboarding.Shape.text;

import java.math.BigDecimal;
import java.net.URI;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.meterflow.device.DeviceType;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.Fuel;
import org.meterflow.identifier.Mpid;
import org.meterflow.identifier.Mpxn;
import org.meterflow.market.Market;
import org.meterflow.party.UserRole;
import org.meterflow.party.WebAddress;

/** What a market file has to look like, field by field. */
final class MarketShape {

    private static final Shape WORDS = matching("\\S.{0,199}", "a text of at most 200 characters");
    private static final Shape EUI = text(Eui64::of);
    private static final Shape MPID = text(Mpid::new);
    private static final Shape MPXN = text(Mpxn::new);
    private static final Shape NUMBER = text(MarketShape::number);
    private static final Shape DAY = text(MarketShape::day);
    private static final Shape ROLE = text(oneOf(UserRole.class));
    private static final Shape FUEL = text(oneOf(Fuel.class));

    private static final Shape USER = fields(
            required("id", EUI),
            required("roles", items(ROLE)),
            optional("responseAddress", text(MarketShape::webAddress)));

    private static final Shape PARTICIPANT = fields(
            required("id", matching("[A-Za-z0-9._-]{1,40}", "an id of letters, digits, dots and dashes")),
            required("name", WORDS),
            optional("mpids", items(MPID)),
            optional("fuels", items(FUEL)),
            optional("users", items(USER)));

    private static final Shape PRODUCT = fields(
            required("manufacturer", WORDS),
            required("model", WORDS),
            required("specification", WORDS),
            required("firmware", matching("[0-9A-Fa-f]{8}", "four bytes as eight hex digits")));

    private static final Shape EXPORT =
            fields(required("mpxn", MPXN), required("supplier", MPID), required("since", DAY));

    private static final Shape SUPPLY = fields(
            required("mpxn", MPXN),
            required("supplier", MPID),
            required("since", DAY),
            required("network", MPID),
            optional("agent", MPID),
            optional("profile", matching("0[1-8]|[DI]", "a profile class (01 to 08) or a market segment (D or I)")),
            optional("area", WORDS),
            required("meter", EUI),
            optional("proxy", EUI),
            optional("payment", text(oneOf(Market.PaymentMode.class))),
            optional("balance", NUMBER),
            optional("register", NUMBER),
            optional("variant", matching("[A-Z]{1,4}", "a variant such as A or ADE")),
            optional("proxyAwaitsHandover", matching("true|false", "true or false")),
            optional("loadController", EUI),
            optional("export", EXPORT),
            optional("spareMeter", EUI));

    private static final Shape COVERAGE = fields(
            required("available", matching("true|false", "true or false")),
            optional("afterDays", matching("\\d{1,3}", "a number of days")),
            optional("likelihood", matching("HIGH|MEDIUM|LOW", "HIGH, MEDIUM or LOW")),
            optional("auxiliaryEquipment", matching("\\S.{0,49}", "a text of at most 50 characters")));

    private static final Shape HOME = fields(
            required("address", WORDS),
            required("postcode", matching("[A-Za-z0-9 ]{5,8}", "a postcode")),
            required("uprn", matching("\\d{1,12}", "a property's number of at most 12 digits")),
            required("region", WORDS),
            required("hub", EUI),
            required("supplies", items(SUPPLY)),
            optional(
                    "accessories", items(fields(required("id", EUI), required("type", text(oneOf(DeviceType.class)))))),
            optional("coverage", COVERAGE));

    static final Shape MARKET = fields(
            required("name", WORDS),
            optional("participants", items(PARTICIPANT)),
            optional("products", new Shape.Entries(oneOf(DeviceType.class), PRODUCT)),
            optional("homes", items(HOME)),
            optional("newHomes", items(HOME)));

    private MarketShape() {}

    private static BigDecimal number(String value) {
        try {
            return new BigDecimal(value);
        } catch (NumberFormatException noNumber) {
            throw new IllegalArgumentException("'" + value + "' is no number", noNumber);
        }
    }

    private static LocalDate day(String value) {
        try {
            return LocalDate.parse(value);
        } catch (DateTimeParseException noDay) {
            throw new IllegalArgumentException("'" + value + "' is not a day such as 2026-11-30", noDay);
        }
    }

    private static URI webAddress(String value) {
        return WebAddress.of(value);
    }
}
