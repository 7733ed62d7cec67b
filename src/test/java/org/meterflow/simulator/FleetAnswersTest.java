package org.meterflow.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.MeterAnswer.FirmwareVersion;
import org.meterflow.gbcs.MeterAnswer.GasVolume;
import org.meterflow.gbcs.MeterRequest.ReadFirmwareVersion;
import org.meterflow.gbcs.MeterRequest.ReadImportRegisters;

/** Answers that come late, twice, not at all, or in another order. */
class FleetAnswersTest extends FleetLine {

    @Test
    void a_meter_that_is_offline_keeps_silent_until_it_returns() {
        fleet.offline(ESME, true);
        headEnd.send(command(SUPPLIER, ESME, 1, new ReadFirmwareVersion()));
        assertThat(headEnd.isSilent()).isTrue();
        assertThat(answer(SUPPLIER, GPF, 1, new ReadImportRegisters())).isInstanceOf(GasVolume.class);

        fleet.offline(ESME, false);
        assertThat(answer(SUPPLIER, ESME, 1, new ReadFirmwareVersion())).isInstanceOf(FirmwareVersion.class);
    }

    @Test
    void a_hub_that_is_offline_hangs_up_and_connects_again_later() {
        fleet.offline(HUB, true);
        assertThat(headEnd.hungUp()).isTrue();
        assertThat(fleet.isConnected(HUB)).isFalse();
        assertThat(headEnd.nobodyConnectsWithin(Duration.ofMillis(500))).isTrue();

        fleet.offline(HUB, false);
        headEnd.accept();
        headEnd.welcome(NOON);
        assertThat(answer(SUPPLIER, ESME, 1, new ReadFirmwareVersion())).isInstanceOf(FirmwareVersion.class);
        assertThat(fleet.connected()).isEqualTo(1);
    }

    @Test
    void answers_come_late_twice_not_at_all_and_in_another_order_as_ordered() {
        fleet.slow(ESME, Duration.ofMillis(600));
        long asked = System.nanoTime();
        headEnd.send(command(SUPPLIER, ESME, 1, new ReadFirmwareVersion()));
        assertThat(headEnd.message().originatorCounter()).isEqualTo(1);
        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isGreaterThanOrEqualTo(Duration.ofMillis(600));
        fleet.slow(ESME, Duration.ZERO);

        fleet.duplicateAnswers(ESME, true);
        GbcsMessage once = ask(SUPPLIER, ESME, 2, new ReadFirmwareVersion());
        assertThat(headEnd.message()).isEqualTo(once);
        fleet.duplicateAnswers(ESME, false);

        fleet.loseAnswers(ESME, 1);
        headEnd.send(command(SUPPLIER, ESME, 3, new ReadFirmwareVersion()));
        assertThat(headEnd.isSilent()).isTrue();

        fleet.reorderAnswers(ESME, true);
        headEnd.send(
                command(SUPPLIER, ESME, 4, new ReadFirmwareVersion()),
                command(SUPPLIER, ESME, 5, new ReadFirmwareVersion()));
        assertThat(headEnd.message().originatorCounter()).isEqualTo(5);
        assertThat(headEnd.message().originatorCounter()).isEqualTo(4);
    }
}
