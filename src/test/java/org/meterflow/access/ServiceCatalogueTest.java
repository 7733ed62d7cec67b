package org.meterflow.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.meterflow.party.UserRole;

class ServiceCatalogueTest {

    private final ServiceCatalogue catalogue = new ServiceCatalogue();

    @Test
    void a_service_nobody_offers_is_not_found() {
        assertThat(catalogue.find("9.9")).isEmpty();
        assertThat(catalogue.find("4.6")).isEmpty();
    }

    @Test
    void all_variants_of_all_references_are_there_and_each_concerns_something() {
        assertThat(catalogue.all()).hasSize(129);
        assertThat(catalogue.all().stream().map(Service::serviceReference).distinct())
                .hasSize(95);
        assertThat(catalogue.all()).allSatisfy(service -> {
            assertThat(service.variant()).startsWith(service.serviceReference());
            assertThat(service.bodyElement()).matches("[A-Za-z0-9]+");
            assertThat(service.device())
                    .isEqualTo(service.onDemand() || service.variant().equals("8.5"));
            if (service.critical()) {
                assertThat(service.device()).isTrue();
                assertThat(service.schedulable()).isFalse();
            }
            if (service.device()) {
                assertThat(service.deviceTypes()).isNotEmpty();
                assertThat(service.needsKnownDevice()).isTrue();
            }
        });
    }

    @Test
    void a_change_of_supplier_is_asked_for_by_suppliers_only_and_signed_inside_the_dcc() {
        Service service = catalogue.find("6.23").orElseThrow();
        assertThat(service.serviceReference()).isEqualTo("6.23");
        assertThat(service.bodyElement()).isEqualTo("UpdateSecurityCredentialsCoS");
        assertThat(service.critical()).isFalse();
        assertThat(service.futureDating()).isEqualTo(FutureDating.DCC_AND_DEVICE);
        assertThat(service.roles()).isEqualTo(Set.of(UserRole.IS, UserRole.GS));
    }

    @Test
    void only_reads_and_the_gas_log_may_be_repeated_by_a_schedule() {
        assertThat(catalogue.all().stream().filter(Service::schedulable).map(Service::variant))
                .containsExactlyInAnyOrder(
                        "4.2", "4.6.1", "4.6.2", "4.8.1", "4.8.2", "4.8.3", "4.10", "4.12.1", "4.12.2", "4.14", "4.15",
                        "4.16", "4.17", "14.1");
    }
}
