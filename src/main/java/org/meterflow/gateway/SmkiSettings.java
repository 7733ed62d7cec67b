package org.meterflow.gateway;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the certificate repository is reached.
 *
 * @param port where it is served; 0 takes a free one
 * @param apiKey the query parameter that every published client sends
 */
@ConfigurationProperties("meterflow.smki")
public record SmkiSettings(
        @DefaultValue("8083") int port,
        @DefaultValue(SmkiSettings.PUBLISHED_KEY) String apiKey) {

    /** What everybody can read in the published clients, and so no secret. */
    public static final String PUBLISHED_KEY = "u3bg9gt38htd0j2";
}
