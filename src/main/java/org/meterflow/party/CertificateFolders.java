package org.meterflow.party;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Eui64;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes in folders of {@code NAME.pem} and {@code NAME.key.pem}: certificates go to the repository, the DCC's private
 * keys to memory. Loading the same folder again changes nothing.
 */
@Component
public class CertificateFolders implements SmartInitializingSingleton {

    private static final Logger log = LoggerFactory.getLogger(CertificateFolders.class);

    /** How the published test infrastructure names its second set. */
    private static final String ALTERNATE = "Z1b-";

    private final PkiSettings settings;
    private final Certificates certificates;
    private final DccKeys dccKeys;

    CertificateFolders(PkiSettings settings, Certificates certificates, DccKeys dccKeys) {
        this.settings = settings;
        this.certificates = certificates;
        this.dccKeys = dccKeys;
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (settings.directory() != null) {
            load(settings.directory());
        }
    }

    /**
     * Loads every certificate in the folder and below it. A file that is no certificate of this market is left out
     * and logged.
     *
     * @return what the folder holds, in the order of the files' names
     */
    @Transactional
    public List<Certificate> load(Path folder) {
        List<Found> found = new ArrayList<>();
        for (Path file : files(folder)) {
            Found one = read(file);
            if (one != null) {
                found.add(one);
            }
        }
        Map<Place, Found> chosen = new HashMap<>();
        found.forEach(one -> chosen.merge(one.place(), one, CertificateFolders::better));
        List<Certificate> loaded = found.stream()
                .map(one -> chosen.get(one.place()) == one
                        ? one.certificate()
                        : one.certificate().with(CertificateStatus.NOT_IN_USE))
                .toList();
        certificates.addAll(loaded);
        found.forEach(this::keepKey);
        log.info("{} certificates in {}", found.size(), folder);
        return loaded;
    }

    private record Place(
            Eui64 owner, CertificateUse use, @Nullable Integer role) {}

    private record Found(String name, Path file, Certificate certificate) {

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

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file ->
                            file.toString().endsWith(".pem") && !file.toString().endsWith(".key.pem"))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The folder of certificates " + folder + " cannot be read", unreadable);
        }
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

    private void keepKey(Found found) {
        Path key = found.file().resolveSibling(found.name() + ".key.pem");
        if (dccKeys.owns(found.certificate().owner()) && Files.exists(key)) {
            dccKeys.keep(found.certificate(), Pem.privateKey(key));
        }
    }
}
