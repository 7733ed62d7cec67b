package org.meterflow.metering;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.meterflow.calendar.DemoClock;
import org.meterflow.device.Devices;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.MeterRequest.ReadFirmwareVersion;
import org.meterflow.identifier.Eui64;
import org.springframework.beans.factory.annotation.Autowired;

/** Lines of hubs come and go; what is asked over them is not lost with them. */
@QuickWaits
class HubLinesTest extends OneHome {

    @Autowired
    Devices devices;

    @Test
    void a_line_lost_with_a_command_on_it_brings_the_command_again_over_the_next_line() {
        TestHub line = connect(hub, meter.id());
        String reference = ask();
        line.command();
        line.close();
        facts.gone(hub);

        TestHub next = connect(hub, meter.id());
        noAnswerInTime();
        next.send(meter.firmware(next.command()));

        facts.answered(reference);
    }

    @Test
    void a_live_line_is_not_given_up_to_a_second_greeting() {
        TestHub first = connect(hub, meter.id());
        TestHub second = keep(TestHub.dial(headEnd.port()));
        second.hello(hub, meter.id());

        assertThat(second.refused()).isEqualTo("Hub " + hub + " has a line, and answers on it");
        String reference = ask();
        first.send(meter.firmware(first.command()));
        facts.answered(reference);
    }

    @Test
    void a_hub_that_is_gone_without_a_word_gets_its_place_back_over_a_new_line() {
        TestHub older = connect(hub, meter.id());
        older.ignorePings();
        TestHub newer = connect(hub, meter.id());

        older.awaitEnd();
        String reference = ask();
        newer.send(meter.firmware(newer.command()));

        facts.answered(reference);
    }

    @Test
    void a_hub_that_has_gone_silent_is_hung_up_on_and_one_that_answers_pings_is_not() {
        TestHub alive = connect(hub, meter.id());
        Eui64 otherHub = market.newHub();
        TestHub silent = keep(TestHub.connect(headEnd.port(), otherHub));
        silent.ignorePings();

        silent.awaitEnd();
        facts.gone(otherHub);

        assertThat(alive.isOpen()).isTrue();
        String reference = ask();
        alive.send(meter.firmware(alive.command()));
        facts.answered(reference);
    }

    @Test
    void those_who_break_the_protocol_are_refused_with_the_reason() {
        TestHub early = keep(TestHub.dial(headEnd.port()));
        early.send(TestHub.GBCS, new byte[] {1});
        assertThat(early.refused()).isEqualTo("A line begins with a hello");

        TestHub onlyPinging = keep(TestHub.dial(headEnd.port()));
        onlyPinging.send(TestHub.PING, new byte[Long.BYTES]);
        assertThat(onlyPinging.refused()).isEqualTo("A line begins with a hello");

        TestHub talkative = keep(TestHub.dial(headEnd.port()).signingWith(null));
        talkative.hello(hub);
        assertThat(talkative.next().type()).isEqualTo(TestHub.CHALLENGE);
        talkative.lastGasp(Instant.parse("2026-11-01T10:00:00Z"));
        assertThat(talkative.refused()).isEqualTo("A hub proves itself before it says anything else");

        TestHub outOfDate = keep(TestHub.dial(headEnd.port()));
        outOfDate.helloWithoutProof(hub);
        assertThat(outOfDate.refused())
                .isEqualTo("This head-end speaks version 2 of the protocol, in which a hub proves itself, not 1");

        TestHub futuristic = keep(TestHub.dial(headEnd.port()));
        futuristic.send(
                TestHub.HELLO,
                ByteBuffer.allocate(10)
                        .put(hub.bytes())
                        .put((byte) 3)
                        .put((byte) 0)
                        .array());
        assertThat(futuristic.refused()).isEqualTo("This head-end speaks version 2 of the protocol, not 3");

        TestHub strange = keep(TestHub.dial(headEnd.port()));
        strange.send(11, new byte[] {1});
        assertThat(strange.refused()).isEqualTo("A frame is of type 1 to 10, not 11");

        TestHub empty = keep(TestHub.dial(headEnd.port()));
        empty.sendRaw(new byte[] {0, 0, 0, 0});
        assertThat(empty.refused()).isEqualTo("A frame has at least its type, not a length of 0");

        TestHub huge = keep(TestHub.dial(headEnd.port()));
        huge.sendRaw(new byte[] {0x7F, 0, 0, 0, 3});
        assertThat(huge.refused())
                .isEqualTo("A frame has at most 65536 bytes of type and body, and 4096 before a hub has proven itself");

        TestHub mute = keep(TestHub.dial(headEnd.port()));
        TestHub withoutProof = keep(TestHub.dial(headEnd.port()).signingWith(null));
        withoutProof.hello(hub);
        assertThat(withoutProof.next().type()).isEqualTo(TestHub.CHALLENGE);
        assertThat(mute.refused()).isEqualTo("A line begins with a hello, and none came");
        assertThat(withoutProof.refused()).isEqualTo("A hub answers the challenge with a proof, and none came");
    }

    @Test
    void a_device_that_enters_the_inventory_after_its_hub_has_called_is_reached_over_the_line_there_is() {
        TestMeter late = market.newMeter(null);
        TestHub line = connect(hub, late.id());
        String reference = UUID.randomUUID().toString();
        meters.ask(new MeterCommand(
                reference, late.id(), new ReadFirmwareVersion(), OnBehalfOf.dcc(), Duration.ofHours(1), 1));
        assertThat(line.commandWithin(Duration.ofMillis(100))).isNull();

        devices.join(late.id(), hub);

        line.send(late.firmware(line.command()));
        facts.answered(reference);
    }

    @Test
    void a_device_that_has_moved_to_another_hub_is_no_longer_reached_over_its_former_hubs_line() {
        TestHub former = connect(hub, meter.id());
        Eui64 otherHub = market.newHub();
        TestHub present = keep(TestHub.connect(headEnd.port(), otherHub, meter.id()));

        devices.join(meter.id(), otherHub);
        String reference = ask();

        present.send(meter.firmware(present.command()));
        facts.answered(reference);
        assertThat(former.commandWithin(Duration.ofMillis(100))).isNull();
    }

    @Test
    void a_hub_cannot_draw_another_homes_device_to_itself() {
        TestHub line = connect(hub, meter.id());
        Eui64 otherHub = market.newHub();
        TestHub thief = keep(TestHub.connect(headEnd.port(), otherHub, otherHub, meter.id()));

        String reference = ask();
        line.send(meter.firmware(line.command()));

        facts.answered(reference);
        assertThat(thief.commandWithin(Duration.ofMillis(100))).isNull();
    }

    @Test
    void hubs_are_told_when_the_networks_time_changes() {
        TestHub line = keep(TestHub.dial(headEnd.port()));
        line.hello(hub, meter.id());
        Instant before = line.welcomed();

        ((DemoClock) clock).advance(Duration.ofHours(1));

        Instant told = line.welcomed();
        while (Duration.between(before, told).compareTo(Duration.ofMinutes(59)) < 0) {
            told = line.welcomed();
        }
    }

    @Test
    void a_leap_of_the_clock_does_not_make_a_meter_unreachable_that_is_about_to_answer() {
        TestHub line = connect(hub, meter.id());
        String reference = ask();
        GbcsMessage command = line.command();

        ((DemoClock) clock).advance(Duration.ofDays(1));
        assertThat(line.commandWithin(Duration.ofMillis(400))).isNull();
        line.send(meter.firmware(command));

        facts.answered(reference);
        assertThat(state(reference).attempts()).isEqualTo(1);
    }
}
