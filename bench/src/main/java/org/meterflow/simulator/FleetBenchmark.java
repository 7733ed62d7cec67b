package org.meterflow.simulator;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.RequestId;
import org.meterflow.gbcs.GbcsCrypto;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.MeterRequest.ReadImportRegisters;
import org.meterflow.gbcs.UseCase;
import org.meterflow.gbcs.DeviceKind;
import org.meterflow.simulator.SimulatedHome.DccParties;
import org.meterflow.simulator.SimulatedHome.ElectricityMeter;
import org.meterflow.simulator.SimulatedHome.GasMeter;
import org.meterflow.simulator.SimulatedHome.Start;
import org.springframework.util.FileSystemUtils;

/**
 * Ten thousand devices in one process: what they weigh, how long their hubs take to connect, and how many encrypted
 * reads of registers they answer each second. The head-end they talk to lives in the same process.
 */
public final class FleetBenchmark {

    private static final int HOMES = Integer.getInteger("bench.homes", 3_300);
    private static final int DEVICES_A_HOME = 4;
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);
    private static final Eui64 BROKER = Eui64.of("90B3D51F30000002");
    private static final Eui64 TCOS = Eui64.of("90B3D51F30000004");
    private static final Eui64 SUPPLIER = Eui64.of("90B3D51F30010000");
    private static final Eui64 NETWORK = Eui64.of("90B3D51F30020000");

    private final DeviceFolder keys = new DeviceFolder();
    private final GbcsCrypto crypto = GbcsCrypto.jdk();
    private final Map<Eui64, Channel> lines = new ConcurrentHashMap<>();
    private final AtomicInteger answers = new AtomicInteger();
    private final NioEventLoopGroup headEndLoops = new NioEventLoopGroup(1);

    /** Keys for every device, kept as a folder keeps them: in bytes. */
    private static final class DeviceFolder implements KeySource {

        private final TestInfrastructure parties = new TestInfrastructure();
        private final Map<Eui64, byte[]> privateKeys = new ConcurrentHashMap<>();
        private final Map<Eui64, PublicKey> publicKeys = new ConcurrentHashMap<>();

        DeviceFolder() {
            parties.party(BROKER, 4, Use.AGREEMENT);
            parties.party(TCOS, 5, Use.SIGNING);
            parties.party(SUPPLIER, 2, Use.SIGNING, Use.AGREEMENT, Use.PREPAYMENT_AGREEMENT);
            parties.party(NETWORK, 3, Use.SIGNING, Use.AGREEMENT);
        }

        void make(Eui64 device) {
            KeyPair pair = TestInfrastructure.pair();
            privateKeys.put(device, pair.getPrivate().getEncoded());
            publicKeys.put(device, pair.getPublic());
        }

        PublicKey agreement(Eui64 device) {
            return Objects.requireNonNull(publicKeys.get(device));
        }

        @Override
        public DeviceKeys device(Eui64 device) {
            return new DeviceKeys(read(device), read(device));
        }

        private PrivateKey read(Eui64 device) {
            try {
                return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(privateKeys.get(device)));
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        @Override
        public X509Certificate certificate(Eui64 party, Use use) {
            return parties.certificate(party, use);
        }

        @Override
        public List<X509Certificate> authorities() {
            return parties.authorities();
        }
    }

    public static void main(String[] arguments) throws Exception {
        ((ch.qos.logback.classic.Logger) org.slf4j.LoggerFactory.getLogger("ROOT"))
                .setLevel(ch.qos.logback.classic.Level.WARN);
        Path state = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "bench-fleet-");
        try {
            new FleetBenchmark().run(state);
        } finally {
            FileSystemUtils.deleteRecursively(state);
        }
        System.exit(0);
    }

    private void run(Path state) throws Exception {
        FleetSettings settings = FleetSettings.towards("localhost:" + headEnd(), state);
        for (int home = 0; home < HOMES; home++) {
            keys.make(eui(home, 0));
            keys.make(eui(home, 1));
            keys.make(eui(home, 3));
        }
        long empty = used();
        long start = System.nanoTime();
        List<SimulatedHome> homes =
                IntStream.range(0, HOMES).mapToObj(FleetBenchmark::home).toList();
        Fleet fleet = new Fleet(settings, homes, keys, Clock.systemUTC());
        long built = System.nanoTime();
        long made = used();
        print("devices", HOMES * DEVICES_A_HOME, "in " + HOMES + " homes");
        print("heap allowed", Runtime.getRuntime().maxMemory() >> 20, "MiB");
        print("made in", (built - start) / 1_000_000, "ms");
        print("heap for each device, made", (made - empty) / (HOMES * DEVICES_A_HOME), "bytes");

        long connecting = System.nanoTime();
        fleet.start();
        while (lines.size() < HOMES || fleet.connected() < HOMES) {
            Thread.sleep(50);
        }
        print("all connected in", (System.nanoTime() - connecting) / 1_000_000, "ms");
        long connected = used();
        print("heap for each hub's two ends", (connected - made) / HOMES, "bytes more");
        for (int round = 1; round <= ROUNDS; round++) {
            long reading = System.nanoTime();
            read(round);
            double seconds = (System.nanoTime() - reading) / 1e9;
            print("reads answered, round " + round, Math.round(2 * HOMES / seconds), "each second");
        }
        long asked = used();
        print("heap for each device, after " + ROUNDS + " reads", (asked - empty) / (HOMES * DEVICES_A_HOME), "bytes");
        print("heap in all", asked >> 20, "MiB");
        long threads = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("simulated-hubs"))
                .count();
        print("threads of the fleet", threads, "");
        fleet.stop();
        headEndLoops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    private static void print(String what, long value, String unit) {
        System.out.printf(Locale.ROOT, "%-40s %10d %s%n", what, value, unit);
    }

    private static long used() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            System.gc();
            Thread.sleep(200);
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
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
                List.of(new GasMeter(
                        eui(number, 2), eui(number, 3), SUPPLIER, NETWORK, Start.onCredit(), "00000001")),
                List.of(),
                new DccParties(BROKER, TCOS));
    }

    /** Every electricity meter and every gas proxy once. */
    private void read(int round) throws InterruptedException {
        answers.set(0);
        for (int home = 0; home < HOMES; home++) {
            ask(eui(home, 0), eui(home, 1), DeviceKind.ESME, round);
            ask(eui(home, 0), eui(home, 3), DeviceKind.GPF, round);
        }
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(5);
        while (answers.get() < 2 * HOMES && System.nanoTime() < deadline) {
            Thread.sleep(10);
        }
        if (answers.get() < 2 * HOMES) {
            throw new IllegalStateException("Only %d of %d devices answered".formatted(answers.get(), 2 * HOMES));
        }
    }

    private void ask(Eui64 hub, Eui64 device, DeviceKind kind, long counter) {
        var request = new ReadImportRegisters();
        GbcsMessage command =
                UseCase.forRequest(request, kind).command(new RequestId(BROKER, device, counter), request);
        byte[] bytes = crypto.mac(command, keys.parties.privateKey(BROKER, KeySource.Use.AGREEMENT), keys.agreement(device))
                .encode();
        Objects.requireNonNull(lines.get(hub)).writeAndFlush(new HubFrame(HubFrame.GBCS, bytes));
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
                lines.put(Eui64.of(Arrays.copyOf(frame.body(), 8)), context.channel());
                byte[] now = ByteBuffer.allocate(8)
                        .putLong(System.currentTimeMillis())
                        .array();
                context.writeAndFlush(new HubFrame(HubFrame.WELCOME, now));
            } else if (frame.type() == HubFrame.GBCS
                    && GbcsMessage.parse(frame.body()).kind() == GbcsMessage.Kind.RESPONSE) {
                answers.incrementAndGet();
            }
        }
    }
}
