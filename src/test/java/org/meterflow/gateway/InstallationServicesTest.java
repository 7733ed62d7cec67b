package org.meterflow.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meterflow.gateway.PublishedMarket.HUB;
import static org.meterflow.gateway.PublishedMarket.OTHER_SUPPLIER;
import static org.meterflow.gateway.PublishedMarket.SUPPLIER;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meterflow.device.DeviceStatus;
import org.meterflow.device.DeviceType;
import org.meterflow.device.Devices;
import org.meterflow.device.Product;
import org.meterflow.device.ProductList;
import org.meterflow.duis.ResponseDocument;
import org.meterflow.identifier.Eui64;
import org.meterflow.simulator.SimulatedSupplier;
import org.meterflow.simulator.SupplierRequest;
import org.meterflow.testing.MeterflowTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.test.context.TestPropertySource;
import org.w3c.dom.Element;

/** What suppliers tell the DCC of devices that come and go, and ask it of coverage; no device hears of it. */
@MeterflowTest
@TestPropertySource(properties = {"meterflow.demo.market=published", "meterflow.messages.webhook.plain-http=true"})
class InstallationServicesTest {

    private static int devicesNamed;

    @Autowired
    Doors doors;

    @Autowired
    Devices devices;

    @Autowired
    ProductList products;

    @Value("${meterflow.data}/pki")
    Path keys;

    private SimulatedSupplier supplier;
    private SimulatedSupplier otherSupplier;

    @BeforeEach
    void twoSuppliers() throws Exception {
        supplier = PublishedMarket.supplier(SUPPLIER, doors, keys);
        otherSupplier = PublishedMarket.supplier(OTHER_SUPPLIER, doors, keys);
    }

    @AfterEach
    void closed() {
        supplier.close();
        otherSupplier.close();
    }

    @Test
    void a_device_that_the_product_list_does_not_have_or_no_longer_has_is_not_announced() throws Exception {
        Eui64 meter = aDevice();
        assertThat(announce(meter, "ESME", "Unheard Of")).isEqualTo("E120201");
        Product withdrawn = new Product(DeviceType.ESME, "Lindenhall", "LH-E100", "0A000001", null);
        products.enter(withdrawn);
        products.remove(withdrawn);
        products.enter(withdrawn);
        assertThat(announce(meter, "ESME", "LH-E100")).isEqualTo("E120201");
        assertThat(devices.find(meter)).isEmpty();
    }

    @Test
    void a_device_is_announced_once_and_what_is_installed_never_again() throws Exception {
        Eui64 meter = aDevice();
        assertThat(announce(meter, "ESME", "LH-E200")).isEqualTo("I0");
        assertThat(announce(meter, "ESME", "LH-E200")).isEqualTo("I0");
        assertThat(announce(HUB, "CHF", "CV-Hub2")).isEqualTo("E120203");
        assertThat(devices.find(meter)).hasValueSatisfying(found -> {
            assertThat(found.is(DeviceStatus.PENDING)).isTrue();
            assertThat(found.firmwareVersion()).isEqualTo("0A010203");
        });
    }

    @Test
    void what_was_only_announced_can_be_taken_out_again_and_what_works_cannot() throws Exception {
        Eui64 meter = aDevice();
        announce(meter, "ESME", "LH-E200");
        assertThat(ask(
                        supplier,
                        "8.4",
                        "8.4",
                        "UpdateInventory",
                        of(HUB, body -> ResponseDocument.add(body, "DeleteDevice"))))
                .isEqualTo("E080405");
        assertThat(ask(
                        supplier,
                        "8.4",
                        "8.4",
                        "UpdateInventory",
                        of(meter, body -> ResponseDocument.add(body, "DeleteDevice"))))
                .isEqualTo("I0");
        assertThat(devices.find(meter)).isEmpty();
    }

    @Test
    void a_hub_that_was_never_heard_is_installed_without_coverage_and_not_with_it() throws Exception {
        Eui64 hub = aDevice();
        announce(hub, "CHF", "CV-Hub2");
        assertThat(ask(supplier, "8.14", "8.14.1", "CHFInstallSuccessSMWAN", of(hub, InstallationServicesTest::atHome)))
                .isEqualTo("E081401");
        assertThat(ask(supplier, "8.14", "8.14.2", "CHFInstallSuccessNoSMWAN", of(hub, body -> {
                    atHome(body);
                    ResponseDocument.add(body, "PremiseType", "Terraced");
                    ResponseDocument.add(body, "MetalObstructionCheck", "true");
                    ResponseDocument.add(body, "ConnectivityObstructionCheck", "false");
                    ResponseDocument.add(body, "SharedObstructionCheck", "false");
                })))
                .isEqualTo("I0");
        assertThat(devices.find(hub))
                .hasValueSatisfying(found -> assertThat(found.is(DeviceStatus.INSTALLED_NOT_COMMISSIONED))
                        .isTrue());
        assertThat(ask(
                        supplier,
                        "8.14",
                        "8.14.4",
                        "CHFNoFaultReturn",
                        of(
                                hub,
                                body -> ResponseDocument.add(
                                        body, "CHFNoFaultReturnType", "No Fault Return (general)"))))
                .isEqualTo("I0");
        assertThat(devices.find(hub))
                .hasValueSatisfying(
                        found -> assertThat(found.is(DeviceStatus.PENDING)).isTrue());
    }

    @Test
    void whoever_does_not_supply_the_home_cannot_write_off_its_devices() throws Exception {
        assertThat(ask(
                        otherSupplier,
                        "8.3",
                        "8.3",
                        "DecommissionDevice",
                        of(PublishedMarket.ELECTRICITY_METER, body -> {})))
                .isEqualTo("E4");
    }

    @Test
    void where_a_hub_works_there_is_coverage_and_of_a_place_that_nobody_knows_there_is_no_answer() throws Exception {
        assertThat(ask(
                        supplier,
                        "12.1",
                        "12.1",
                        "RequestWANMatrix",
                        body -> ResponseDocument.add(body, "UPRN", "100000090001")))
                .isEqualTo("I0");
        assertThat(ask(
                        supplier,
                        "12.1",
                        "12.1",
                        "RequestWANMatrix",
                        body -> ResponseDocument.add(body, "UPRN", "199999999999")))
                .isEqualTo("E120101");
    }

    private static void atHome(Element body) {
        ResponseDocument.add(body, "CHFInstallType", "New CHF Install");
        ResponseDocument.add(body, "MPxN", "1234567890123");
        ResponseDocument.add(body, "AerialInstall", "false");
        ResponseDocument.add(body, "CHFLocation", "Indoors on external wall");
    }

    private static Consumer<Element> of(Eui64 device, Consumer<Element> more) {
        return body -> {
            ResponseDocument.add(body, "DeviceID", device.value());
            more.accept(body);
        };
    }

    private String announce(Eui64 device, String type, String model) throws Exception {
        return ask(supplier, "12.2", "12.2", "DevicePrenotification", of(device, body -> {
            ResponseDocument.add(body, "DeviceManufacturer", type.equals("CHF") ? "Corvane" : "Lindenhall");
            ResponseDocument.add(body, "DeviceModel", model);
            ResponseDocument.add(body, "DeviceType", type);
        }));
    }

    private static String ask(
            SimulatedSupplier asking, String reference, String variant, String element, Consumer<Element> body)
            throws Exception {
        return asking.ask(new SupplierRequest('D', 8, reference, variant, null, element, body))
                .acknowledgement()
                .code();
    }

    private static Eui64 aDevice() {
        return new Eui64("02-4D-46-AA-00-00-00-%02X".formatted(++devicesNamed));
    }
}
