package org.meterflow.simulator;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param enabled whether this process runs a simulated fleet beside the platform
 * @param headEnd host and port to which its hubs connect
 * @param market as {@code meterflow.demo.market}
 * @param pki folders of keys and certificates; what an earlier one holds counts first
 * @param misfortune how often things go wrong by themselves: {@code calm}, {@code everyday} or {@code rough}
 * @param seed the same brings the same misfortunes
 * @param state where hubs keep what they must not forget
 */
@ConfigurationProperties("meterflow.simulator")
record SimulatorSettings(
        @DefaultValue("false") boolean enabled,
        @DefaultValue("localhost:7070") String headEnd,
        @DefaultValue("none") String market,
        @DefaultValue("0") int extraHomes,
        @DefaultValue("calm") String misfortune,
        @DefaultValue("1") long seed,
        @Nullable List<Path> pki,
        @Nullable Path state) {}
