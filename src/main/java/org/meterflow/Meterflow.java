package org.meterflow;

import java.util.Arrays;
import java.util.Locale;
import org.meterflow.simulator.SimulatorCommand;
import org.meterflow.workbench.WorkbenchCommand;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/**
 * The platform, started as one Java program; with {@code simulator} as first word, the world around one; with
 * {@code gbcs}, the integrator's workbench on standard input and output.
 */
@SpringBootApplication
@ConfigurationPropertiesScan
public class Meterflow {

    public static void main(String[] arguments) {
        // what is written must not depend on whose machine writes it: digits, names of months, upper case
        Locale.setDefault(Locale.UK);
        if (arguments.length > 0 && arguments[0].equals("simulator")) {
            System.exit(SimulatorCommand.run(Arrays.copyOfRange(arguments, 1, arguments.length)));
        } else if (arguments.length > 0 && arguments[0].equals("gbcs")) {
            WorkbenchCommand.run();
        } else {
            MemoryWatch.begin();
            SpringApplication.run(Meterflow.class, arguments);
        }
    }
}
