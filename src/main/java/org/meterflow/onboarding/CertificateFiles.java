package org.meterflow.onboarding;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterflow.device.Devices;
import org.meterflow.identifier.Eui64;
import org.meterflow.onboarding.MarketFiles.Outcome;
import org.meterflow.party.Certificate;
import org.meterflow.party.CertificateUse;
import org.meterflow.party.Certificates;
import org.meterflow.party.DccKeys;
import org.meterflow.party.Parties;
import org.meterflow.party.Party;
import org.meterflow.party.PartyHistory;
import org.meterflow.party.UnreadableCertificate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Certificates of users, devices and issuing authorities that an administrator brings in. Trust begins in the folder of
 * keys: a root, and whatever belongs to the DCC itself, comes from there only.
 */
@Component
public class CertificateFiles {

    private static final int FIELD_BITS = 256;

    private final Certificates certificates;
    private final DccKeys dcc;
    private final Parties parties;
    private final Devices devices;
    private final PartyHistory history;
    private final FilesTaken files;
    private final OnboardingSettings limits;
    private final Clock clock;

    CertificateFiles(
            Certificates certificates,
            DccKeys dcc,
            Parties parties,
            Devices devices,
            PartyHistory history,
            FilesTaken files,
            OnboardingSettings limits,
            Clock clock) {
        this.certificates = certificates;
        this.dcc = dcc;
        this.parties = parties;
        this.devices = devices;
        this.history = history;
        this.files = files;
        this.limits = limits;
        this.clock = clock;
    }

    /** @param name without its folder; a certificate for top-ups is told by a name that ends in {@code pp-ka} */
    public record Upload(String name, byte[] content) {}

    private record Brought(String file, Certificate certificate) {}

    private record Place(
            Eui64 owner, CertificateUse use, @Nullable Integer role) {}

    /** Takes them all, or none and says everything that is wrong with them. Taking them again changes nothing. */
    @Transactional
    public Outcome bringIn(List<Upload> uploads, String actor) {
        files.alone();
        List<Problem> problems = new ArrayList<>();
        List<Brought> brought = new ArrayList<>();
        uploads.stream()
                .takeWhile(upload -> brought.size() <= limits.mostCertificates())
                .forEach(upload -> brought.addAll(read(upload, problems)));
        if (isTooMany(brought, problems)) {
            return Outcome.refused(problems);
        }
        List<Brought> fresh =
                brought.stream().filter(one -> isFresh(one, problems)).toList();
        fresh.forEach(one -> check(one, problems));
        checkSignatures(fresh, problems);
        checkPlaces(fresh, problems);
        if (!problems.isEmpty()) {
            return Outcome.refused(problems);
        }
        List<Change> changes = new ArrayList<>();
        certificates.addAll(fresh.stream().map(Brought::certificate).toList());
        fresh.forEach(one -> changes.add(change(one, actor)));
        String name = uploads.size() == 1 ? uploads.get(0).name() : uploads.size() + " files";
        return new Outcome(files.add(FilesTaken.CERTIFICATES, name, actor, changes), List.of());
    }

    // ── what is in the files ──

    private boolean isTooMany(List<Brought> brought, List<Problem> problems) {
        long authorities = brought.stream()
                .filter(one -> one.certificate().use() == CertificateUse.CA)
                .count();
        boolean tooMany = brought.size() > limits.mostCertificates() || authorities > limits.mostAuthorities();
        if (tooMany) {
            problems.add(new Problem(
                    brought.get(brought.size() - 1).file(),
                    "At most %s certificates come at once, and %s of authorities. Bring them in one after the other."
                            .formatted(limits.mostCertificates(), limits.mostAuthorities())));
        }
        return tooMany;
    }

    private List<Brought> read(Upload upload, List<Problem> problems) {
        if (upload.content().length > limits.longestCertificateFile().toBytes()) {
            problems.add(new Problem(
                    upload.name(),
                    "It is longer than %s KB."
                            .formatted(limits.longestCertificateFile().toKilobytes())));
            return List.of();
        }
        if (new String(upload.content(), StandardCharsets.ISO_8859_1).contains("PRIVATE KEY-----")) {
            problems.add(new Problem(
                    upload.name(), "There is a private key in it. Keys do not belong here; those of others nowhere."));
            return List.of();
        }
        List<Brought> brought = new ArrayList<>();
        try {
            Collection<? extends java.security.cert.Certificate> all = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(upload.content()));
            String stem = upload.name().replaceFirst("\\.[A-Za-z]+$", "");
            for (java.security.cert.Certificate one : all) {
                brought.add(new Brought(upload.name(), Certificate.read((X509Certificate) one, stem)));
            }
        } catch (CertificateException | UnreadableCertificate damaged) {
            problems.add(new Problem(upload.name(), damaged.getMessage() + "."));
            return List.of();
        }
        if (brought.isEmpty()) {
            problems.add(new Problem(upload.name(), "There is no certificate in it."));
        }
        return brought;
    }

    private boolean isFresh(Brought one, List<Problem> problems) {
        Optional<Certificate> known = certificates.bySerial(one.certificate().serial());
        known.filter(same -> !same.x509().equals(one.certificate().x509()))
                .ifPresent(other -> problems.add(new Problem(
                        one.file(),
                        "Another certificate, of %s, has the serial number %s."
                                .formatted(other.owner(), serial(other.serial())))));
        return known.isEmpty();
    }

    private void check(Brought one, List<Problem> problems) {
        Certificate certificate = one.certificate();
        X509Certificate x509 = certificate.x509();
        if (certificate.publicKey().getParams().getCurve().getField().getFieldSize() != FIELD_BITS) {
            problems.add(new Problem(one.file(), "Its key is not on the curve P-256."));
        }
        if (dcc.owns(certificate.owner())) {
            problems.add(new Problem(
                    one.file(),
                    certificate.owner() + " is the DCC itself: its certificates come with their keys, in the folder"
                            + " meterflow.pki.directory."));
        }
        if (isRoot(x509)) {
            problems.add(
                    new Problem(one.file(), "It is a root. Roots are put into the folder meterflow.pki.directory."));
        }
        if (!certificates.valid(certificate, clock.instant())) {
            problems.add(new Problem(
                    one.file(),
                    "It is valid from %s to %s, not now."
                            .formatted(
                                    x509.getNotBefore().toInstant(),
                                    x509.getNotAfter().toInstant())));
        }
    }

    private static boolean isRoot(X509Certificate x509) {
        return x509.getSubjectX500Principal().equals(x509.getIssuerX500Principal());
    }

    // ── whom they come from ──

    private void checkSignatures(List<Brought> fresh, List<Problem> problems) {
        List<Certificate> trusted = new ArrayList<>(certificates.issuers());
        List<Brought> authorities = new ArrayList<>(fresh.stream()
                .filter(one -> one.certificate().use() == CertificateUse.CA
                        && !isRoot(one.certificate().x509()))
                .toList());
        boolean more = true;
        while (more) {
            List<Brought> known = authorities.stream()
                    .filter(one -> isSignedBy(trusted, one.certificate().x509()))
                    .toList();
            known.forEach(one -> trusted.add(one.certificate()));
            more = authorities.removeAll(known);
        }
        fresh.stream()
                .filter(one -> !isRoot(one.certificate().x509()))
                .filter(one -> !isSignedBy(trusted, one.certificate().x509()))
                .forEach(one -> problems.add(new Problem(
                        one.file(),
                        "It is not signed by an authority that is known here: its issuer is "
                                + one.certificate()
                                        .x509()
                                        .getIssuerX500Principal()
                                        .getName() + ".")));
    }

    private static boolean isSignedBy(List<Certificate> trusted, X509Certificate x509) {
        return trusted.stream()
                .filter(issuer -> issuer.x509().getSubjectX500Principal().equals(x509.getIssuerX500Principal()))
                .anyMatch(issuer -> verifies(x509, issuer));
    }

    private static boolean verifies(X509Certificate x509, Certificate issuer) {
        try {
            x509.verify(issuer.publicKey());
            return true;
        } catch (GeneralSecurityException forged) {
            return false;
        }
    }

    /** Of an owner's certificates for one use, one counts; of two that come together nobody knows which. */
    private static void checkPlaces(List<Brought> fresh, List<Problem> problems) {
        Map<Place, Brought> places = new HashMap<>();
        Map<BigInteger, Brought> serials = new HashMap<>();
        for (Brought one : fresh) {
            Certificate certificate = one.certificate();
            Brought same = serials.put(certificate.serial(), one);
            Brought before = certificate.use() == CertificateUse.CA
                    ? null
                    : places.put(new Place(certificate.owner(), certificate.use(), certificate.role()), one);
            if (same != null) {
                problems.add(new Problem(one.file(), "Its serial number is also that of one in " + same.file() + "."));
            } else if (before != null) {
                problems.add(new Problem(
                        one.file(),
                        "%s has another %s certificate in %s. Bring in the one that is to be used last, by itself."
                                .formatted(certificate.owner(), certificate.use(), before.file())));
            }
        }
    }

    private Change change(Brought one, String actor) {
        Certificate certificate = one.certificate();
        Optional<Party> party = parties.ofUser(certificate.owner());
        String serial = serial(certificate.serial());
        party.ifPresent(owner -> history.note(
                owner.id(),
                "Uploaded the %s certificate %s of %s".formatted(certificate.use(), serial, certificate.owner()),
                actor));
        String owner = party.map(Party::name).orElseGet(() -> owner(certificate));
        return new Change(
                "certificates", serial, true, "%s of %s, %s".formatted(certificate.use(), certificate.owner(), owner));
    }

    private String owner(Certificate certificate) {
        if (certificate.use() == CertificateUse.CA) {
            return "an authority";
        }
        return devices.find(certificate.owner())
                .map(device -> "a device of type " + device.type())
                .orElse("not in the market yet");
    }

    private static String serial(BigInteger serial) {
        return serial.toString(16).toUpperCase(java.util.Locale.ROOT);
    }
}
