package org.meterflow.simulator;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Eui64;
import org.meterflow.party.Certificate;
import org.meterflow.party.CertificateUse;
import org.meterflow.party.Pem;
import org.meterflow.party.UnreadableCertificate;

/** Folders of {@code NAME.pem} with, beside some of them, {@code NAME.key.pem}: one's own keys, everybody's certificates. */
final class SupplierKeys {

    private static final String ALTERNATE = "Z1b-";

    private final List<Pair> pairs;

    private SupplierKeys(List<Pair> pairs) {
        this.pairs = pairs;
    }

    record Pair(Certificate certificate, @Nullable Path keyFile) {

        PrivateKey key() {
            if (keyFile == null) {
                throw new IllegalStateException(
                        "Certificate " + certificate.serial() + " has no private key beside it");
            }
            return Pem.privateKey(keyFile);
        }
    }

    /** @param folders what an earlier one holds counts before what a later one does */
    static SupplierKeys in(List<Path> folders) {
        List<Pair> pairs = new ArrayList<>();
        for (Path file :
                folders.stream().flatMap(folder -> files(folder).stream()).toList()) {
            String name = file.getFileName().toString().replaceFirst("\\.pem$", "");
            Path key = file.resolveSibling(name + ".key.pem");
            try {
                pairs.add(new Pair(Certificate.read(Pem.certificate(file), name), Files.exists(key) ? key : null));
            } catch (UnreadableCertificate notOfThisMarket) {
                // a folder may hold other people's files
                continue;
            }
        }
        return new SupplierKeys(pairs);
    }

    /** The pair with its private key; a user without an XML signing certificate signs with the one for meters. */
    Pair xmlSigning(Eui64 user) {
        return own(user, CertificateUse.XML_SIGN)
                .or(() -> own(user, CertificateUse.DS))
                .orElseThrow(() -> new IllegalStateException("No key to sign with for " + user));
    }

    Pair signing(Eui64 user) {
        return required(user, CertificateUse.DS);
    }

    Pair agreement(Eui64 user) {
        return required(user, CertificateUse.KA);
    }

    private Pair required(Eui64 user, CertificateUse use) {
        return own(user, use).orElseThrow(() -> new IllegalStateException("No " + use + " key of " + user));
    }

    /** What takes the losing supplier's places on a meter: signing, agreement, top-up agreement, and their issuer (DER). */
    List<byte[]> replacements(Eui64 user) {
        Certificate signing = required(user, CertificateUse.DS).certificate();
        return List.of(
                signing.der(),
                required(user, CertificateUse.KA).certificate().der(),
                required(user, CertificateUse.KA_PREPAYMENT).certificate().der(),
                issuerOf(signing).der());
    }

    private Certificate issuerOf(Certificate certificate) {
        return certificates()
                .filter(one -> one.use() == CertificateUse.CA)
                .filter(one -> one.x509()
                        .getSubjectX500Principal()
                        .equals(certificate.x509().getIssuerX500Principal()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "The issuer of certificate " + certificate.serial() + " is not in the folder of keys"));
    }

    /** Everybody's, whether or not the private key is here. */
    Stream<Certificate> certificates() {
        return pairs.stream().map(Pair::certificate);
    }

    private Optional<Pair> own(Eui64 user, CertificateUse use) {
        return pairs.stream()
                .filter(pair -> pair.keyFile() != null)
                .filter(pair -> pair.certificate().owner().equals(user))
                .filter(pair -> pair.certificate().use() == use)
                .findFirst();
    }

    /** The alternates of the published test keys come last. */
    private static List<Path> files(Path folder) {
        return Pem.certificates(folder).stream()
                .sorted(Comparator.comparing(
                                (Path file) -> file.getFileName().toString().startsWith(ALTERNATE))
                        .thenComparing(Path::toString))
                .toList();
    }
}
