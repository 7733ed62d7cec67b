package org.meterflow.process.changeofsupplier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meterflow.process.changeofsupplier.SwitchStory.ALDER;
import static org.meterflow.process.changeofsupplier.SwitchStory.BIRCH;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.meterflow.identifier.Fuel;
import org.meterflow.identifier.Mpid;
import org.meterflow.identifier.Mpxn;
import org.meterflow.messages.Notifications;
import org.meterflow.messages.Webhooks;
import org.meterflow.party.Parties;
import org.meterflow.process.changeofsupplier.SupplierChange.State;
import org.meterflow.simulator.MarketApi;
import org.meterflow.simulator.SupplierDesk;
import org.meterflow.testing.TownTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** What the market would try of switches before it relied on the platform. */
@TownTest
@TestPropertySource(properties = {"meterflow.metering.least-patience=2s", "meterflow.service-request.daily=4"})
@Import({SwitchStory.class, GatewayStory.class})
class AcceptanceScenariosTest {

    @Autowired
    SwitchStory story;

    @Autowired
    Parties parties;

    @Autowired
    Webhooks webhooks;

    @Autowired
    Notifications notifications;

    @Test
    void a_time_out_of_the_objection_is_no_objection() {
        Mpxn home = story.aHomeServedByAlder(Fuel.ELECTRICITY);
        String id = story.aSwitchInvitesObjections(home, BIRCH);
        assertThat(story.change(id).state()).isEqualTo(State.PENDING);
        story.theWindowToObjectCloses(id);
        story.isAt(id, "gateClosure");
        assertThat(story.change(id).state()).isEqualTo(State.CONFIRMED);
        assertThat(story.path(id)).doesNotContain("handleObjection");

        MarketApi.Answer late = story.deskOf(ALDER).object(id, Map.of("switchId", id, "ground", "ERRONEOUS_TRANSFER"));

        assertThat(late.body()).contains("REFUSED").contains("window to object");
        assertThat(story.change(id).state()).isEqualTo(State.CONFIRMED);
    }

    @Test
    void a_switch_with_the_webhook_lost_at_Confirmed_recovers_by_the_poll() {
        SupplierDesk desk = story.deskOf(BIRCH);
        desk.secret("mislaid");
        Mpxn home = story.aHomeServedByAlder(Fuel.ELECTRICITY);
        String id = story.aSwitchWaitsForItsGate(home, BIRCH);

        assertThat(desk.noticesOf(id)).doesNotContain("switchConfirmed");
        assertThat(asked(BIRCH, id)).containsOnlyOnce("switchConfirmed");

        desk.secret(webhooks.register(party(BIRCH), desk.webhook(), "the test"));
        story.passes(Duration.ofHours(1));
        story.aNoticeReaches(BIRCH, id, "switchConfirmed");
        assertThat(asked(BIRCH, id)).containsOnlyOnce("switchConfirmed");
    }

    private List<String> asked(Mpid supplier, String switchId) {
        return notifications.of(party(supplier), 0, 1000).stream()
                .filter(entry -> entry.message().key().equals(switchId))
                .map(entry -> entry.message().name())
                .toList();
    }

    private String party(Mpid supplier) {
        return parties.ofMpid(supplier).orElseThrow().id();
    }
}
