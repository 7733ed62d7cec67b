package org.meterflow.demo;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param market {@code default}, {@code published}, the path of a YAML file, or {@code none}
 * @param extraHomes how many homes to add to it, for load
 */
@ConfigurationProperties("meterflow.demo")
record DemoSettings(
        @DefaultValue("none") String market,
        @DefaultValue("0") int extraHomes) {

    boolean wanted() {
        return !market.equals("none");
    }
}
