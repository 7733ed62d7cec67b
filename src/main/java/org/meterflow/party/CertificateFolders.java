package org.meterflow.party;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Eui64;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.stereotype.Component;

/**
 * Takes in folders of {@code NAME.pem} and {@code NAME.key.pem}: certificates go to the repository, the DCC's private
 * keys to memory. Loading the same folder again changes nothing.
 */
@Component
public class CertificateFolders implements InitializingBean {

    private static final Logger log = LoggerFactory.getLogger(CertificateFolders.class);

    /** How the published test infrastructure names its second set. */
    private static final String ALTERNATE = "Z1b-";

    private final PkiSettings settings;
    private final Certificates certificates;
    private final DccKeys dccKeys;
    private Set<Eui64> owners = Set.of();
    private Set<Eui64> ownersWithKeys = Set.of();

    CertificateFolders(PkiSettings settings, Certificates certificates, DccKeys dccKeys) {
        this.settings = settings;
        this.certificates = certificates;
        this.dccKeys = dccKeys;
    }

    @Override
    public void afterPropertiesSet() {
        if (settings.directory() != null) {
            List<Found> found = take(settings.directory());
            owners = found.stream().map(Found::owner).collect(Collectors.toUnmodifiableSet());
            ownersWithKeys = found.stream()
                    .filter(one -> Files.exists(one.key()))
                    .map(Found::owner)
                    .collect(Collectors.toUnmodifiableSet());
        }
    }

    /** Whose certificates are in the existing infrastructure's folder. */
    public Set<Eui64> owners() {
        return owners;
    }

    /** Whose private keys are there too, whether kept in memory or not. */
    public Set<Eui64> ownersWithKeys() {
        return ownersWithKeys;
    }

    /** Loads every certificate in the folder and below it. One that is not of this market is left out and logged. */
    public void load(Path folder) {
        log.info("{} certificates in {}", take(folder).size(), folder);
    }

    private List<Found> take(Path folder) {
        List<Found> found = new ArrayList<>();
        for (Path file : Pem.certificates(folder)) {
            Found one = read(file);
            if (one != null) {
                found.add(one);
            }
        }
        Map<Place, Found> chosen = new HashMap<>();
        found.forEach(one -> chosen.merge(one.place(), one, CertificateFolders::better));
        certificates.addAll(found.stream()
                .map(one -> chosen.get(one.place()) == one
                        ? one.certificate()
                        : one.certificate().with(CertificateStatus.NOT_IN_USE))
                .toList());
        found.stream()
                .filter(one -> dccKeys.owns(one.owner()) && Files.exists(one.key()))
                .forEach(one -> dccKeys.keep(one.certificate(), Pem.privateKey(one.key())));
        return found;
    }

    private record Place(
            Eui64 owner, CertificateUse use, @Nullable Integer role) {}

    private record Found(String name, Path file, Certificate certificate) {

        Eui64 owner() {
            return certificate.owner();
        }

        Path key() {
            return file.resolveSibling(name + ".key.pem");
        }

        Place place() {
            return new Place(certificate.owner(), certificate.use(), certificate.role());
        }
    }

    private static Found better(Found one, Found other) {
        return Comparator.comparing((Found found) -> !found.name().startsWith(ALTERNATE))
                                .thenComparing(
                                        found -> found.certificate().x509().getNotBefore())
                                .compare(one, other)
                        >= 0
                ? one
                : other;
    }

    private static @Nullable Found read(Path file) {
        String name = name(file);
        try {
            return new Found(name, file, Certificate.read(Pem.certificate(file), name));
        } catch (UnreadableCertificate unreadable) {
            log.warn("{} is left out: {}", file, unreadable.getMessage());
            return null;
        }
    }

    private static String name(Path file) {
        String full = file.getFileName().toString();
        return full.substring(0, full.length() - ".pem".length());
    }
}
