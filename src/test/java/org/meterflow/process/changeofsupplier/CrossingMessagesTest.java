package org.meterflow.process.changeofsupplier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meterflow.process.changeofsupplier.SwitchStory.ALDER;
import static org.meterflow.process.changeofsupplier.SwitchStory.BIRCH;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.meterflow.identifier.Fuel;
import org.meterflow.identifier.Mpid;
import org.meterflow.identifier.Mpxn;
import org.meterflow.messages.Inbox;
import org.meterflow.messages.Verdict;
import org.meterflow.party.Parties;
import org.meterflow.process.changeofsupplier.SupplierChange.State;
import org.meterflow.testing.TownTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/** Messages about switches that cross each other, or the time they are about. */
@TownTest
@TestPropertySource(properties = {"meterflow.metering.least-patience=2s", "meterflow.service-request.daily=4"})
@Import({SwitchStory.class, GatewayStory.class})
class CrossingMessagesTest {

    @Autowired
    SwitchStory story;

    @Autowired
    Inbox inbox;

    @Autowired
    Parties parties;

    @Autowired
    JdbcClient jdbc;

    @Test
    void an_objection_received_in_time_counts_although_the_platform_was_down_before_it_looked_at_it() {
        Mpxn home = story.aHomeServedByAlder(Fuel.ELECTRICITY);
        String id = story.aSwitchInvitesObjections(home, BIRCH);
        String objection = storedJustBeforeAKill(
                id, story.change(id).agreement().windowEndsAt().minusSeconds(1));

        story.theWindowToObjectCloses(id);

        story.aTaskComesUp(id, "Handle objection");
        assertThat(story.change(id).state()).isEqualTo(State.OBJECTED);
        assertThat(inbox.find(objection).orElseThrow().verdict()).isEqualTo(Verdict.CORRELATED);
    }

    @Test
    void a_withdrawal_received_in_time_and_looked_at_when_the_switch_was_secured_ends_it_and_leaves_nothing_to_undo() {
        Mpxn home = story.aHomeServedByAlder(Fuel.ELECTRICITY);
        String id = story.aSwitchWaitsForItsGate(home, BIRCH);
        Instant inTime = story.change(id).gateClosesAt().minusSeconds(1);
        story.theGateCloses(id);
        story.untilCalled(id, "timeToSend");

        stored(BIRCH, "switchWithdrawn", id, "{\"switchId\":\"%s\",\"reason\":\"Cooling off\"}", inTime, "0 hours");

        assertThat(story.ends(id, State.CANCELLED).reason()).isEqualTo("Cooling off");
        assertThat(story.supplierOf(home, story.change(id).supplyStartDate())).isEqualTo(ALDER);
        assertThat(story.isReversed(id)).isFalse();
    }

    /** Whoever received it is gone, and nobody has found it yet. */
    private String storedJustBeforeAKill(String switchId, Instant receivedAt) {
        return stored(
                ALDER,
                "objectionRaised",
                switchId,
                "{\"switchId\":\"%s\",\"ground\":\"ERRONEOUS_TRANSFER\"}",
                receivedAt,
                "1 hour");
    }

    private String stored(
            Mpid sender, String name, String switchId, String data, Instant receivedAt, String foundAfter) {
        OffsetDateTime received = receivedAt.atOffset(ZoneOffset.UTC);
        return jdbc.sql("""
                        insert into inbound_message (sender, message_id, name, key, data, digest, occurred_at, received_at,
                            waits_until, state, verdict, next_attempt_at)
                        values (?, ?, ?, ?, ?, '', ?, ?, ?, 'RECEIVED', 'STORED', clock_timestamp() + cast(? as interval))
                        returning id
                        """)
                .params(
                        parties.ofMpid(sender).orElseThrow().id(),
                        name + "-" + switchId,
                        name,
                        switchId,
                        data.formatted(switchId),
                        received,
                        received,
                        received.plusMinutes(10),
                        foundAfter)
                .query(String.class)
                .single();
    }
}
