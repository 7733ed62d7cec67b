package org.meterflow.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meterflow.gbcs.DeviceKind;
import org.meterflow.gbcs.GbcsCrypto;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.MeterAnswer.ImportRegisters;
import org.meterflow.gbcs.MeterRequest.ReadImportRegisters;
import org.meterflow.gbcs.Unsealing;
import org.meterflow.gbcs.UseCase;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.RequestId;
import org.meterflow.simulator.KeySource.Use;
import org.meterflow.simulator.SimulatedHome.DccParties;
import org.meterflow.simulator.SimulatedHome.ElectricityMeter;
import org.meterflow.simulator.SimulatedHome.Start;

class ManyHubsTest {

    private static final int HOMES = 1000;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");
    private static final Eui64 BROKER = Eui64.of("90B3D51F30000002");
    private static final Eui64 TCOS = Eui64.of("90B3D51F30000004");
    private static final Eui64 SUPPLIER = Eui64.of("90B3D51F30010000");
    private static final Eui64 NETWORK = Eui64.of("90B3D51F30020000");

    @TempDir
    private Path state;

    private final TestInfrastructure keys = new TestInfrastructure();
    private final GbcsCrypto crypto = GbcsCrypto.jdk();
    private final NioEventLoopGroup headEndLoops = new NioEventLoopGroup(1);
    private final Map<Eui64, Channel> lines = new ConcurrentHashMap<>();
    private final Map<Eui64, GbcsMessage> answers = new ConcurrentHashMap<>();

    @AfterEach
    void close() {
        headEndLoops.shutdownGracefully(0, 1, java.util.concurrent.TimeUnit.SECONDS);
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("simulated-hubs"))
                .collect(Collectors.toSet());
    }

    @Test
    void a_thousand_meters_live_on_two_threads_and_each_answers() {
        keys.party(BROKER, 4, Use.AGREEMENT);
        keys.party(TCOS, 5, Use.SIGNING);
        keys.party(SUPPLIER, 2, Use.SIGNING, Use.AGREEMENT, Use.PREPAYMENT_AGREEMENT);
        keys.party(NETWORK, 3, Use.SIGNING, Use.AGREEMENT);
        List<SimulatedHome> homes =
                IntStream.range(0, HOMES).mapToObj(ManyHubsTest::home).toList();
        FleetSettings settings = FleetSettings.towards("localhost:" + headEnd(), state);

        Set<Thread> before = threads();
        try (Fleet fleet = new Fleet(settings, homes, keys, Clock.systemUTC())) {
            fleet.start();
            Awaitility.await()
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(fleet.connected()).isEqualTo(HOMES));
            assertThat(threads()).filteredOn(thread -> !before.contains(thread)).hasSizeLessThanOrEqualTo(2);

            IntStream.range(0, HOMES).forEach(this::ask);
            Awaitility.await()
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(answers).hasSize(HOMES));
            assertThat(IntStream.range(0, HOMES).mapToObj(this::register).distinct())
                    .as("no two homes draw the same")
                    .hasSizeGreaterThan(HOMES - 10);
        }
    }

    private static Eui64 eui(int home, int device) {
        return Eui64.of(ByteBuffer.allocate(8)
                .putInt(0x024D46E0)
                .putInt(home * 16 + device)
                .array());
    }

    private static SimulatedHome home(int number) {
        return new SimulatedHome(
                eui(number, 0),
                "00000001",
                List.of(new ElectricityMeter(eui(number, 1), SUPPLIER, NETWORK, Start.onCredit(), "00000001")),
                List.of(),
                List.of(),
                new DccParties(BROKER, TCOS));
    }

    private void ask(int home) {
        var request = new ReadImportRegisters();
        GbcsMessage command =
                UseCase.forRequest(request, DeviceKind.ESME).command(new RequestId(BROKER, eui(home, 1), 1), request);
        byte[] bytes = crypto.mac(command, keys.privateKey(BROKER, Use.AGREEMENT), keys.deviceAgreement(eui(home, 1)))
                .encode();
        lines.get(eui(home, 0)).writeAndFlush(new HubFrame(HubFrame.GBCS, bytes));
    }

    private Object register(int home) {
        GbcsMessage answer = answers.get(eui(home, 1));
        var unsealing = Unsealing.of(
                crypto, answer, keys.privateKey(BROKER, Use.AGREEMENT), keys.deviceAgreement(eui(home, 1)));
        var read = (ImportRegisters)
                UseCase.ofCode(answer.messageCode()).orElseThrow().answer(answer, unsealing);
        return read.importKwh();
    }

    private int headEnd() {
        Channel channel = new ServerBootstrap()
                .group(headEndLoops)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel line) {
                        line.pipeline().addLast(new HubFrame.Encoder(), new HubFrame.Decoder(), new Conversation());
                    }
                })
                .bind(0)
                .syncUninterruptibly()
                .channel();
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    private final class Conversation extends SimpleChannelInboundHandler<HubFrame> {

        @Override
        protected void channelRead0(ChannelHandlerContext context, HubFrame frame) {
            if (frame.type() == HubFrame.HELLO) {
                lines.put(Eui64.of(java.util.Arrays.copyOf(frame.body(), 8)), context.channel());
                byte[] now = ByteBuffer.allocate(8).putLong(NOON.toEpochMilli()).array();
                context.writeAndFlush(new HubFrame(HubFrame.WELCOME, now));
            } else {
                GbcsMessage answer = GbcsMessage.parse(frame.body());
                answers.put(answer.originator(), answer);
            }
        }
    }
}
