package org.meterflow.simulator;

import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.MalformedGbcs;
import org.meterflow.identifier.Eui64;
import org.meterflow.simulator.SimulatedHome.DccParties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keys and certificates in a folder: {@code NAME.pem} for parties and authorities, and in {@code devices} or beside
 * them {@code <EUI, 16 lower-case hex digits>-ds.key.pem} and {@code -ka.key.pem} for devices. Owner, role and use are
 * read from each certificate; a supplier's certificate for top-ups is told by a name that ends in {@code pp-ka}.
 */
public final class PemKeySource implements KeySource {

    private static final Logger log = LoggerFactory.getLogger(PemKeySource.class);
    private static final String ALTERNATE = "Z1b-";
    private static final int BROKER_ROLE = 4;
    private static final int TCOS_ROLE = 5;
    private static final int RECOVERY_ROLE = 1;
    private static final int WAN_PROVIDER_ROLE = 6;
    private static final int FIRST_XML_ROLE = 0x80;
    private static final int SIGNATURE_BIT = 0;
    private static final int AGREEMENT_BIT = 4;
    private static final int CERTIFICATE_BIT = 5;

    private record Place(Eui64 party, Use use) {}

    private record Held(Credential credential, boolean alternate) {}

    private final PemFolders folders;
    private final Map<Place, Held> certificates = new LinkedHashMap<>();
    private final List<X509Certificate> authorities = new ArrayList<>();

    /**
     * @param folders what an earlier one holds counts before what a later one does
     * @throws MissingKey when a folder cannot be read
     */
    public PemKeySource(List<Path> folders) {
        this.folders = new PemFolders(folders);
        for (Path file : this.folders.certificates()) {
            try {
                take(file);
            } catch (MissingKey | MalformedGbcs noCertificate) {
                log.warn("{} is left out: {}", file, noCertificate.getMessage());
            }
        }
    }

    private void take(Path file) {
        String name = file.getFileName().toString();
        X509Certificate certificate = PemFile.certificate(file);
        boolean[] usage = certificate.getKeyUsage();
        if (usage == null) {
            return;
        }
        if (usage[CERTIFICATE_BIT]) {
            authorities.add(certificate);
            return;
        }
        Use use = use(usage, name);
        Place place = use == null ? null : place(certificate, use);
        if (place != null) {
            boolean alternate = name.startsWith(ALTERNATE);
            Held held = certificates.get(place);
            if (held == null || held.alternate() && !alternate) {
                certificates.put(place, new Held(Credential.of(certificate), alternate));
            }
        }
    }

    private static @Nullable Use use(boolean[] usage, String name) {
        if (usage[AGREEMENT_BIT]) {
            boolean prepayment = name.toLowerCase(Locale.ROOT).endsWith("pp-ka.pem");
            return prepayment ? Use.PREPAYMENT_AGREEMENT : Use.AGREEMENT;
        }
        return usage[SIGNATURE_BIT] ? Use.SIGNING : null;
    }

    /** Null for devices' own certificates and for those that sign the XML of the gateway. */
    private static @Nullable Place place(X509Certificate certificate, Use use) {
        try {
            Credential credential = Credential.of(certificate);
            return credential.role() < FIRST_XML_ROLE ? new Place(credential.party(), use) : null;
        } catch (MalformedGbcs ofADevice) {
            log.debug("Left out: {}", ofADevice.getMessage());
            return null;
        }
    }

    @Override
    public DeviceKeys device(Eui64 device) {
        return new DeviceKeys(privateKey(device, "ds"), privateKey(device, "ka"));
    }

    private PrivateKey privateKey(Eui64 device, String use) {
        String name = PemFolders.name(device, "-" + use + ".key.pem");
        return PemFile.privateKey(folders.ofDevice(name)
                .orElseThrow(() -> new MissingKey("There is no %s in %s".formatted(name, folders))));
    }

    @Override
    public X509Certificate certificate(Eui64 party, Use use) {
        Held held = certificates.get(new Place(party, use));
        if (held == null) {
            throw new MissingKey("There is no certificate of %s for %s in %s".formatted(party, use, folders));
        }
        return held.credential().certificate();
    }

    /**
     * The DCC's identities, known by the roles in their certificates.
     *
     * @throws MissingKey when there is none of a role
     */
    public DccParties dccParties() {
        return new DccParties(
                inRole(BROKER_ROLE, Use.AGREEMENT, "access control broker"),
                inRole(TCOS_ROLE, Use.SIGNING, "transitional change-of-supplier party"),
                inRole(RECOVERY_ROLE, Use.SIGNING).orElse(null),
                inRole(WAN_PROVIDER_ROLE, Use.SIGNING).orElse(null));
    }

    private Eui64 inRole(int role, Use use, String name) {
        return inRole(role, use)
                .orElseThrow(() -> new MissingKey("There is no certificate of the %s in %s".formatted(name, folders)));
    }

    private Optional<Eui64> inRole(int role, Use use) {
        return certificates.entrySet().stream()
                .filter(entry -> entry.getKey().use() == use)
                .filter(entry -> entry.getValue().credential().role() == role)
                .map(entry -> entry.getKey().party())
                .findFirst();
    }

    @Override
    public Optional<X509Certificate> deviceCertificate(Eui64 device, Use use) {
        String name = PemFolders.name(device, use == Use.SIGNING ? "-ds.pem" : "-ka.pem");
        return folders.ofDevice(name).map(PemFile::certificate);
    }

    @Override
    public List<X509Certificate> authorities() {
        return List.copyOf(authorities);
    }
}
