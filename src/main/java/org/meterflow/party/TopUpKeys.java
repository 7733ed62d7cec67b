package org.meterflow.party;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Eui64;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The keys that suppliers have delegated, so that top-up tokens are made here in their name: key agreement for top-ups, and
 * nothing else. Every other key in the folder is left unread, a supplier's signing key above all.
 */
@Component
public class TopUpKeys {

    private static final Logger log = LoggerFactory.getLogger(TopUpKeys.class);
    private static final long REMEMBERED = Duration.ofSeconds(30).toNanos();

    private record Read(Map<BigInteger, PrivateKey> bySerial, long at) {}

    private final Certificates certificates;
    private final @Nullable Path folder;
    private volatile @Nullable Read read;

    TopUpKeys(Certificates certificates, PkiSettings settings) {
        this.certificates = certificates;
        this.folder = settings.delegatedKeys();
    }

    /** The private half of the certificate that this supplier uses for top-ups now; empty when it has not handed it over. */
    public Optional<PrivateKey> of(Eui64 supplier) {
        return certificates
                .inUse(supplier, CertificateUse.KA_PREPAYMENT)
                .flatMap(inUse -> Optional.ofNullable(keys().get(inUse.serial())));
    }

    /** Read anew every now and then: a supplier may delegate, or end that, while the platform runs. */
    private Map<BigInteger, PrivateKey> keys() {
        Read known = read;
        if (known == null || System.nanoTime() - known.at() > REMEMBERED) {
            known = new Read(readFolder(), System.nanoTime());
            read = known;
        }
        return known.bySerial();
    }

    private Map<BigInteger, PrivateKey> readFolder() {
        Map<BigInteger, PrivateKey> found = new HashMap<>();
        if (folder != null && Files.isDirectory(folder)) {
            Pem.certificates(folder).forEach(file -> take(file, found));
        }
        return found;
    }

    private static void take(Path file, Map<BigInteger, PrivateKey> found) {
        String name = file.getFileName().toString().replaceFirst("\\.pem$", "");
        Path key = file.resolveSibling(name + ".key.pem");
        try {
            Certificate certificate = Certificate.read(Pem.certificate(file), name);
            if (certificate.use() == CertificateUse.KA_PREPAYMENT && Files.exists(key)) {
                found.put(certificate.serial(), Pem.privateKey(key));
            }
        } catch (UnreadableCertificate unreadable) {
            log.warn("{} is left out: {}", file, unreadable.getMessage());
        }
    }
}
