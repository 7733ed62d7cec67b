package org.meterflow.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.meterflow.database.FreePort;
import org.meterflow.device.DeviceType;
import org.meterflow.device.Devices;
import org.meterflow.duis.DuisResponse;
import org.meterflow.gbcs.MeterAnswer;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.Mpid;
import org.meterflow.registration.Registrations;
import org.meterflow.testing.MeterflowTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/** The demo's cast: its meters and its suppliers, each on its own side of a real wire. */
@MeterflowTest
@DirtiesContext
@TestPropertySource(
        properties = {
            "meterflow.simulator.enabled=true",
            "meterflow.messages.webhook.plain-http=true",
            "meterflow.simulator.pki=${meterflow.data}/pki",
            "meterflow.simulator.state=${meterflow.data}/simulator"
        })
class SimulatedSuppliersTest {

    private static final Eui64 ALDER = new Eui64("02-4D-46-00-00-01-00-00");
    private static final Eui64 BIRCH = new Eui64("02-4D-46-00-00-02-00-00");
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @Autowired
    SimulatedSuppliers suppliers;

    @Autowired
    Simulator simulator;

    @Autowired
    Registrations registrations;

    @Autowired
    Devices devices;

    @DynamicPropertySource
    static void elsewhereOnThisMachine(DynamicPropertyRegistry properties) {
        int duis = FreePort.find();
        int smki = FreePort.find();
        int headEnd = FreePort.find();
        properties.add("meterflow.demo.market", () -> "default");
        properties.add("meterflow.simulator.market", () -> "default");
        properties.add("meterflow.gateway.port", () -> duis);
        properties.add("meterflow.smki.port", () -> smki);
        properties.add("meterflow.metering.port", () -> headEnd);
        properties.add("meterflow.simulator.head-end", () -> "localhost:" + headEnd);
        properties.add("meterflow.simulator.suppliers.duis", () -> "http://localhost:" + duis);
        properties.add("meterflow.simulator.suppliers.smki", () -> "http://localhost:" + smki);
    }

    @Test
    void a_supplier_of_the_demo_reads_a_meter_of_its_own() throws Exception {
        assertThat(suppliers.all()).extracting(SimulatedSupplier::user).containsExactlyInAnyOrder(ALDER, BIRCH);
        SimulatedSupplier alder = suppliers.of(ALDER).orElseThrow();
        Eui64 meter = aMeterOf(new Mpid("ALDR"));
        await().atMost(PATIENCE).until(() -> simulator.fleet().orElseThrow().isConnected(hubOf(meter)));

        SimulatedSupplier.Asked asked = alder.ask(SupplierRequest.readRegisters(meter));

        assertThat(asked.acknowledgement().code()).isEqualTo("I99");
        DuisResponse answer = alder.awaitAnswer(asked.id(), PATIENCE).orElseThrow();
        assertThat(answer.code()).isEqualTo("I0");
        assertThat(alder.read(answer)).isInstanceOf(MeterAnswer.ImportRegisters.class);
        assertThat(suppliers
                        .of(BIRCH)
                        .orElseThrow()
                        .ask(SupplierRequest.readRegisters(meter))
                        .acknowledgement()
                        .code())
                .as("not its customer")
                .isEqualTo("E4");
    }

    private Eui64 aMeterOf(Mpid supplier) {
        return devices.all().stream()
                .filter(device -> device.type() == DeviceType.ESME && device.importMpxn() != null)
                .filter(device -> registrations
                        .at(Objects.requireNonNull(device.importMpxn()), Instant.now())
                        .filter(registration -> registration.supplier().equals(supplier))
                        .isPresent())
                .findFirst()
                .orElseThrow()
                .id();
    }

    private Eui64 hubOf(Eui64 meter) {
        return Objects.requireNonNull(devices.find(meter).orElseThrow().hub());
    }
}
