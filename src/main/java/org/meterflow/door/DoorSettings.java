package org.meterflow.door;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What is asked of whoever comes by HTTP, before anything else.
 *
 * @param publicAddress how people and programs reach the console and the API, such as {@code https://meters.example.org};
 *     none: as they came
 * @param proxies addresses and networks whose word is taken on where a request came from
 * @param connections of one address, at each door; proxies may have any number
 * @param headerWithin how long the header of a request may take
 * @param bodyWithin how long a body may take that anybody may send
 * @param largeBodyWithin how long the body of a sender who is known may take
 * @param bodyMemory for all bodies that are on their way or being dealt with; none: an eighth of the heap, at least 48 MB
 */
@ConfigurationProperties("meterflow.doors")
public record DoorSettings(
        @Nullable URI publicAddress,
        @DefaultValue List<String> proxies,
        @DefaultValue("256") int connections,
        @DefaultValue("20s") Duration headerWithin,
        @DefaultValue("20s") Duration bodyWithin,
        @DefaultValue("2m") Duration largeBodyWithin,
        @Nullable DataSize bodyMemory) {

    private static final long LEAST_MEMORY = 48L * 1024 * 1024;

    long bodyBytes() {
        return bodyMemory == null ? Math.max(LEAST_MEMORY, Runtime.getRuntime().maxMemory() / 8) : bodyMemory.toBytes();
    }
}
