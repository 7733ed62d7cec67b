package org.meterflow.database;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param directory where the embedded server keeps its data
 * @param port of the embedded server; 0 for any free one
 * @param connections of one node, to the embedded server or to one of your own
 */
@ConfigurationProperties("meterflow.database")
record DatabaseSettings(
        @DefaultValue("data/postgres") Path directory,
        @DefaultValue("0") int port,
        @DefaultValue("24") int connections) {}
