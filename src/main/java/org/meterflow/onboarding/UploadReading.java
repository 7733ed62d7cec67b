package org.meterflow.onboarding;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.meterflow.onboarding.CertificateFiles.Upload;
import org.meterflow.party.Certificate;
import org.meterflow.party.CertificateUse;
import org.meterflow.party.UnreadableCertificate;

/** What is in the files that somebody uploads: certificates, not too many, and no key. */
final class UploadReading {

    private final OnboardingSettings limits;

    UploadReading(OnboardingSettings limits) {
        this.limits = limits;
    }

    /** @param problems to which is added what is wrong with the files */
    List<BroughtCertificate> read(List<Upload> uploads, List<Problem> problems) {
        List<BroughtCertificate> brought = new ArrayList<>();
        uploads.stream()
                .takeWhile(upload -> brought.size() <= limits.mostCertificates())
                .forEach(upload -> brought.addAll(read(upload, problems)));
        return brought;
    }

    boolean isTooMany(List<BroughtCertificate> brought, List<Problem> problems) {
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

    private List<BroughtCertificate> read(Upload upload, List<Problem> problems) {
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
        List<BroughtCertificate> brought = new ArrayList<>();
        try {
            Collection<? extends java.security.cert.Certificate> all = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(upload.content()));
            String stem = upload.name().replaceFirst("\\.[A-Za-z]+$", "");
            for (java.security.cert.Certificate one : all) {
                brought.add(new BroughtCertificate(upload.name(), Certificate.read((X509Certificate) one, stem)));
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
}
