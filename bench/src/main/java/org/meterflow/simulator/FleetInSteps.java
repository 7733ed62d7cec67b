package org.meterflow.simulator;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import org.meterflow.identifier.Eui64;
import org.meterflow.simulator.SimulatedHome.DccParties;
import org.meterflow.simulator.SimulatedHome.ElectricityMeter;
import org.meterflow.simulator.SimulatedHome.Start;

/**
 * The simulated fleet as a program of its own, which connects as many of its hubs as each line of its input says, and
 * says when they are. It ends with its input.
 */
public final class FleetInSteps {

    public static final String CONNECTED = "CONNECTED ";

    private static final Eui64 SUPPLIER = Eui64.of("90B3D51F30010000");
    private static final Eui64 NETWORK = Eui64.of("90B3D51F30020000");

    /** Keys as the folder of the platform's market has them; the parties that say nothing here have keys of their own. */
    private static final class Folder implements KeySource {

        private final Path devices;
        private final Eui64 broker;
        private final TestInfrastructure parties = new TestInfrastructure();
        private final X509Certificate agreementOfBroker;

        Folder(Path devices, Path organisations, DccParties dcc) throws IOException, GeneralSecurityException {
            this.devices = devices;
            this.broker = dcc.accessControlBroker();
            parties.party(dcc.transitionalChangeOfSupplier(), 5, Use.SIGNING);
            parties.party(SUPPLIER, 2, Use.SIGNING, Use.AGREEMENT, Use.PREPAYMENT_AGREEMENT);
            parties.party(NETWORK, 3, Use.SIGNING, Use.AGREEMENT);
            try (InputStream pem = Files.newInputStream(organisations.resolve(broker.value() + "-ka.pem"))) {
                var platforms = CertificateFactory.getInstance("X.509").generateCertificate(pem);
                agreementOfBroker = parties.partyCertificate(
                        broker,
                        4,
                        Use.AGREEMENT,
                        new KeyPair(platforms.getPublicKey(), parties.authorityKeys().getPrivate()),
                        parties.authorityKeys(),
                        TestInfrastructure.FROM,
                        TestInfrastructure.TO);
            }
        }

        @Override
        public DeviceKeys device(Eui64 device) {
            try {
                Path signing = devices.resolve(device.value() + "-ds.key.pem");
                Path agreement = devices.resolve(device.value() + "-ka.key.pem");
                PrivateKey key = read(Files.exists(signing) ? signing : agreement);
                return new DeviceKeys(key, key);
            } catch (IOException | GeneralSecurityException unreadable) {
                throw new MissingKey("No key of " + device, unreadable);
            }
        }

        /** A hub has a key to sign with here, a meter one to agree with. */
        private static PrivateKey read(Path file) throws IOException, GeneralSecurityException {
            String pem = Files.readString(file);
            return KeyFactory.getInstance("EC")
                    .generatePrivate(new PKCS8EncodedKeySpec(
                            Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""))));
        }

        @Override
        public X509Certificate certificate(Eui64 party, Use use) {
            return party.equals(broker) && use == Use.AGREEMENT ? agreementOfBroker : parties.certificate(party, use);
        }

        @Override
        public List<X509Certificate> authorities() {
            return parties.authorities();
        }
    }

    private FleetInSteps() {}

    /**
     * @param arguments the head-end's address; a file with a hub and its meter in each line; the folders of the
     *     devices' keys and of the organisations' certificates; the broker; who changes suppliers; where hubs keep state
     */
    public static void main(String[] arguments) throws Exception {
        ((ch.qos.logback.classic.Logger) org.slf4j.LoggerFactory.getLogger("ROOT"))
                .setLevel(ch.qos.logback.classic.Level.WARN);
        DccParties dcc = new DccParties(Eui64.of(arguments[4]), Eui64.of(arguments[5]));
        List<SimulatedHome> homes = Files.readAllLines(Path.of(arguments[1])).stream()
                .map(line -> home(line.split(" "), dcc))
                .toList();
        Folder keys = new Folder(Path.of(arguments[2]), Path.of(arguments[3]), dcc);
        FleetSettings settings = FleetSettings.towards(arguments[0], Path.of(arguments[6]));
        var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        int connected = 0;
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            int wanted = Integer.parseInt(line);
            Fleet more = new Fleet(settings, homes.subList(connected, wanted), keys, Clock.systemUTC());
            more.start();
            while (more.connected() < more.size()) {
                Thread.sleep(50);
            }
            connected = wanted;
            System.out.println(CONNECTED + connected);
        }
        System.exit(0);
    }

    private static SimulatedHome home(String[] hubAndMeter, DccParties dcc) {
        return new SimulatedHome(
                Eui64.of(hubAndMeter[0]),
                "00000001",
                List.of(new ElectricityMeter(
                        Eui64.of(hubAndMeter[1]), SUPPLIER, NETWORK, Start.onCredit(), "00000001")),
                List.of(),
                List.of(),
                dcc);
    }
}
