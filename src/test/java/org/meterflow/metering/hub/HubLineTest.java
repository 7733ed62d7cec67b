package org.meterflow.metering.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A hub listens to nothing before it is welcome: what is sent to it as soon as it is known to be there would be lost. */
class HubLineTest {

    private final EmbeddedChannel channel = new EmbeddedChannel(new ChannelInboundHandlerAdapter());
    private final HubLine line = new HubLine(null, null, null);
    private final HubFrame welcome = HubFrame.welcome(Instant.EPOCH);
    private final HubFrame command = HubFrame.gbcs(new byte[] {1});
    private final List<String> undelivered = new ArrayList<>();

    HubLineTest() {
        line.goesBy(channel.pipeline().firstContext());
    }

    @Test
    void a_command_that_is_sent_before_the_welcome_follows_it() {
        line.carry(command, () -> undelivered.add("command"));
        assertThat(channel.<HubFrame>readOutbound()).isNull();

        line.welcome(welcome);

        assertThat(channel.<HubFrame>readOutbound()).isEqualTo(welcome);
        assertThat(channel.<HubFrame>readOutbound()).isEqualTo(command);
        assertThat(undelivered).isEmpty();
    }

    @Test
    void a_command_to_a_line_that_breaks_before_the_welcome_is_known_to_be_undelivered() {
        line.carry(command, () -> undelivered.add("command"));

        line.close();
        channel.runPendingTasks();

        assertThat(undelivered).containsExactly("command");
        line.carry(command, () -> undelivered.add("the next"));
        assertThat(undelivered).containsExactly("command", "the next");
    }
}
