package org.meterflow;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The platform, started as one Java program. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class Meterflow {

    public static void main(String[] arguments) {
        SpringApplication.run(Meterflow.class, arguments);
    }
}
