package org.meterflow.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.Mpid;
import org.meterflow.identifier.Mpxn;

/** What the parties that are played can be told to do: ask for switches, object, withdraw, annul, sign, and read devices. */
final class MarketOrders {

    private final SimulatedMarket market;
    private final ObjectMapper json;

    MarketOrders(SimulatedMarket market, ObjectMapper json) {
        this.market = market;
        this.json = json;
    }

    /** @throws IllegalArgumentException when the order is incomplete or nobody is here to follow it, with a sentence */
    MarketReply follow(List<String> path, JsonNode data) throws IOException, InterruptedException {
        if (path.equals(List.of("switches"))) {
            return requestSwitch(data);
        }
        if (!path.isEmpty() && path.get(0).equals("fleet")) {
            return FleetApi.tell(market.requiredFleet(), path, data)
                    .map(MarketReply::ok)
                    .orElseGet(MarketReply::nothingHere);
        }
        if (path.size() != 3 || !path.get(0).equals("suppliers")) {
            return MarketReply.nothingHere();
        }
        PlayedSupplier supplier = market.requiredSupplier(path.get(1));
        return switch (path.get(2)) {
            case "objections" ->
                MarketReply.of(
                        supplier.desk().object(text(data, "switchId"), json.convertValue(data, Map.class)), Map.of());
            case "withdrawals" ->
                MarketReply.of(supplier.desk().withdraw(text(data, "switchId"), text(data, "reason")), Map.of());
            case "annulments" ->
                MarketReply.of(supplier.desk().annul(text(data, "switchId"), text(data, "reason")), Map.of());
            case "requests" -> ask(supplier, data);
            case "signing" -> signing(supplier, text(data, "habit"));
            default -> MarketReply.nothingHere();
        };
    }

    private static MarketReply signing(PlayedSupplier supplier, String habit) {
        supplier.desk()
                .signing(
                        switch (habit) {
                            case "signs" -> SigningHabit.SIGNS;
                            case "refuses" -> SigningHabit.REFUSES;
                            case "silent" -> SigningHabit.IS_SILENT;
                            default ->
                                throw new IllegalArgumentException("habit is signs, refuses or silent, not " + habit);
                        });
        return MarketReply.ok(Map.of("habit", habit));
    }

    private MarketReply requestSwitch(JsonNode data) {
        String id = data.path("switchId").asText(RegistrationBody.newSwitchId());
        MarketApi.Answer answer = market.registrationBody()
                .orElseThrow(() -> new IllegalArgumentException("No registration body is played here"))
                .requestSwitch(
                        id,
                        new Mpxn(text(data, "mpxn")),
                        new Mpid(text(data, "gainingSupplier")),
                        LocalDate.parse(text(data, "supplyStartDate")),
                        data.path("prepayment").asBoolean());
        return MarketReply.of(answer, Map.of("switchId", id));
    }

    private static MarketReply ask(PlayedSupplier supplier, JsonNode data) throws IOException, InterruptedException {
        SimulatedSupplier user = supplier.users().stream()
                .filter(one -> !data.has("user") || one.user().equals(Eui64.of(text(data, "user"))))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The supplier has no such user"));
        SimulatedSupplier.Asked asked = user.ask(request(text(data, "variant"), Eui64.of(text(data, "device"))));
        return MarketReply.ok(Map.of(
                "requestId", asked.id().toString(),
                "code", asked.acknowledgement().code()));
    }

    private static SupplierRequest request(String variant, Eui64 device) {
        return switch (variant) {
            case "4.1.1" -> SupplierRequest.readRegisters(device);
            case "4.3" -> SupplierRequest.readBalance(device);
            case "8.2" -> SupplierRequest.readInventory("DeviceID", device.value());
            case "11.2" -> SupplierRequest.readFirmware(device);
            default -> throw new IllegalArgumentException("variant is 4.1.1, 4.3, 8.2 or 11.2, not " + variant);
        };
    }

    private static String text(JsonNode data, String name) {
        String text = data.path(name).asText("");
        if (text.isBlank()) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return text;
    }
}
