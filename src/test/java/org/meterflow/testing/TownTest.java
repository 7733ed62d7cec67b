package org.meterflow.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.meterflow.database.FreePort;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestPropertySource;

/**
 * The whole platform with the demo's town around it: simulated meters, registration body and suppliers, all over the
 * wire.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = {FreshDatabase.class, TownTest.Ports.class})
@ActiveProfiles({"demo", "test"})
@TestPropertySource(
        properties = {
            "meterflow.demo.market=default",
            "meterflow.demo.extra-homes=120",
            "meterflow.simulator.enabled=true",
            "meterflow.messages.webhook.plain-http=true",
            "meterflow.service-request.soon=PT5M,PT1H",
            "meterflow.service-request.daily=2"
        })
public @interface TownTest {

    /** Other ports than the usual ones: the simulated world must find them by itself. */
    class Ports implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            TestPropertyValues.of(
                            "meterflow.metering.port=" + FreePort.find(),
                            "meterflow.gateway.port=" + FreePort.find(),
                            "meterflow.smki.port=" + FreePort.find())
                    .applyTo(context);
        }
    }
}
