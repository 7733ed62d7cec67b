package org.meterflow.metering.cosem;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Eui64;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;
import org.springframework.util.unit.DataSize;

/**
 * Which meters speak plain DLMS/COSEM, and where they are found.
 *
 * @param models a device of one of these is talked to directly; all others through their hub
 * @param meters what is different about single meters
 * @param profiles the file that says which objects answer our requests
 * @param connections how many meters this node talks to at the same time
 * @param connectWithin how long a meter may take to accept a connection
 * @param answerWithin how long it may take for each answer
 * @param exchangeWithin how long a whole conversation may take
 * @param largestFrame longest frame a meter may send, and the size we offer in the association (at most 65535 bytes)
 * @param largestValue longest value a meter may send in blocks
 */
@ConfigurationProperties("meterflow.metering.cosem")
record CosemSettings(
        @DefaultValue List<Model> models,
        @DefaultValue List<Meter> meters,

        @DefaultValue("classpath:org/meterflow/metering/cosem/profiles.yaml")
        Resource profiles,

        @DefaultValue("16") int connections,
        @DefaultValue("5s") Duration connectWithin,
        @DefaultValue("10s") Duration answerWithin,
        @DefaultValue("60s") Duration exchangeWithin,
        @DefaultValue("65535B") DataSize largestFrame,
        @DefaultValue("2MB") DataSize largestValue) {

    private static final int PORT = 65_535;

    /**
     * @param manufacturer and model as the inventory writes them
     * @param profile the name of its part in the file of profiles
     * @param address {@code host:port}; {@code {device}} stands for the device's id in lower case, so that names can be
     *     left to the DNS. Null when each meter has an address of its own
     * @param client our wPort: which of the meter's associations is asked for (16 is the public client)
     * @param server the meter's wPort: its logical device
     * @param password null for an association without security
     */
    record Model(
            String manufacturer,
            String model,
            String profile,
            @Nullable String address,
            @DefaultValue("16") int client,
            @DefaultValue("1") int server,
            @Nullable String password) {

        Model {
            if (client < 1 || client > PORT || server < 1 || server > PORT) {
                throw new IllegalArgumentException(
                        "meterflow.metering.cosem.models: %s %s: client and server are numbers from 1 to %s"
                                .formatted(manufacturer, model, PORT));
            }
        }

        boolean is(String otherManufacturer, String otherModel) {
            return manufacturer.equals(otherManufacturer) && model.equals(otherModel);
        }

        @Override
        public String toString() {
            return manufacturer + " " + model;
        }
    }

    /** @param address and password: null where the model's own is right */
    record Meter(
            Eui64 device,
            @Nullable String address,
            @Nullable String password) {
        @Override
        public String toString() {
            return device.value();
        }
    }

    CosemSettings {
        models = List.copyOf(models);
        meters = List.copyOf(meters);
        if (connections < 1) {
            throw new IllegalArgumentException("meterflow.metering.cosem.connections: at least one");
        }
        if (largestFrame.toBytes() < 128 || largestFrame.toBytes() > PORT) {
            throw new IllegalArgumentException("meterflow.metering.cosem.largest-frame: from 128B to 65535B");
        }
    }

    int frame() {
        return (int) largestFrame.toBytes();
    }
}
