package org.meterflow.simulator;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Eui64;
import org.meterflow.metering.gbcs.CredentialsCommand;
import org.meterflow.metering.gbcs.CredentialsCommand.Replacement;
import org.meterflow.metering.gbcs.CredentialsOutcome;
import org.meterflow.metering.gbcs.MalformedGbcs;
import org.meterflow.metering.gbcs.MeterAnswer.ReplacedCredential;
import org.meterflow.metering.gbcs.Octets;
import org.meterflow.metering.gbcs.TrustCell;
import org.meterflow.metering.gbcs.TrustCell.KeyUse;

/** Puts the gaining supplier's certificates into a device's places: all of them, or none when one is not in order. */
final class CredentialReplacement {

    private static final int SUPPLIER_ROLE = 2;
    private static final int SIGNATURE_BIT = 0;
    private static final int AGREEMENT_BIT = 4;
    private static final int CERTIFICATE_BIT = 5;
    private static final Octets NO_KEY = Octets.of(new byte[8]);
    private static final Eui64 NOBODY = Eui64.of(new byte[8]);
    private static final List<TrustCell> SUPPLIER_CELLS =
            List.of(TrustCell.SUPPLIER_SIGNING, TrustCell.SUPPLIER_AGREEMENT, TrustCell.SUPPLIER_PREPAYMENT);

    private final TrustStore trust;
    private final List<X509Certificate> authorities;

    CredentialReplacement(TrustStore trust, List<X509Certificate> authorities) {
        this.trust = trust;
        this.authorities = authorities;
    }

    /**
     * @param outcome what the device will tell
     * @param certificates in the order of signing, agreement, top-ups; empty when nothing was replaced
     * @param supplier whose they are; null when nothing was replaced
     */
    record Result(
            CredentialsOutcome outcome,
            List<Octets> certificates,
            @Nullable Eui64 supplier) {}

    private record Candidate(
            Replacement replacement, @Nullable Credential credential, boolean inOrder) {}

    Result carryOut(CredentialsCommand command, Instant now) {
        List<Candidate> candidates = command.replacements().stream()
                .map(each -> candidate(each, command, now))
                .toList();
        boolean complete = candidates.stream()
                .map(each -> each.replacement().cell())
                .toList()
                .equals(SUPPLIER_CELLS);
        boolean allInOrder = candidates.stream().allMatch(Candidate::inOrder);
        boolean replace = complete && allInOrder && ofOneParty(candidates);
        List<ReplacedCredential> told = new ArrayList<>();
        for (Candidate candidate : candidates) {
            told.add(outcome(candidate, replace));
        }
        CredentialsOutcome outcome =
                new CredentialsOutcome(command.sequence(), command.mode(), command.otherFloors(), told);
        if (!replace) {
            return new Result(outcome, List.of(), null);
        }
        List<Octets> certificates = new ArrayList<>();
        Eui64 supplier = NOBODY;
        for (Candidate candidate : candidates) {
            Credential credential = candidate.credential();
            if (credential != null) {
                trust.put(candidate.replacement().cell(), credential);
                certificates.add(candidate.replacement().certificate());
                supplier = credential.party();
            }
        }
        return new Result(outcome, certificates, supplier);
    }

    private Candidate candidate(Replacement replacement, CredentialsCommand command, Instant now) {
        try {
            Credential credential = Credential.of(replacement.certificate());
            return new Candidate(replacement, credential, isInOrder(credential, replacement.cell(), command, now));
        } catch (MalformedGbcs noCertificate) {
            return new Candidate(replacement, null, false);
        }
    }

    private boolean isInOrder(Credential credential, TrustCell cell, CredentialsCommand command, Instant now) {
        X509Certificate certificate = credential.certificate();
        boolean[] usage = certificate.getKeyUsage();
        int needed = cell.use() == KeyUse.SIGNING ? SIGNATURE_BIT : AGREEMENT_BIT;
        boolean ofRightKind = credential.role() == SUPPLIER_ROLE && usage != null && usage[needed];
        return ofRightKind
                && (!command.checkValidityPeriods() || isValid(certificate, now))
                && command.certificationPath().stream().anyMatch(issuer -> isIssuer(issuer, certificate));
    }

    private static boolean isValid(X509Certificate certificate, Instant now) {
        try {
            certificate.checkValidity(Date.from(now));
            return true;
        } catch (CertificateException notNow) {
            return false;
        }
    }

    private boolean isIssuer(Octets issuer, X509Certificate certificate) {
        try {
            X509Certificate authority = Credential.x509(issuer);
            boolean[] usage = authority.getKeyUsage();
            return usage != null
                    && usage[CERTIFICATE_BIT]
                    && isSignedBy(certificate, authority.getPublicKey())
                    && isTrusted(authority);
        } catch (MalformedGbcs noCertificate) {
            return false;
        }
    }

    /** An authority is trusted that is known, or signed by a known one, or that signed the present supplier's. */
    private boolean isTrusted(X509Certificate authority) {
        X509Certificate present = trust.required(TrustCell.SUPPLIER_SIGNING).certificate();
        return isSignedBy(present, authority.getPublicKey())
                || authorities.stream()
                        .anyMatch(known -> known.equals(authority) || isSignedBy(authority, known.getPublicKey()));
    }

    private static boolean isSignedBy(X509Certificate certificate, PublicKey authority) {
        try {
            certificate.verify(authority);
            return true;
        } catch (GeneralSecurityException notSigned) {
            return false;
        }
    }

    private static boolean ofOneParty(List<Candidate> candidates) {
        return candidates.stream()
                        .map(Candidate::credential)
                        .filter(each -> each != null)
                        .map(Credential::party)
                        .distinct()
                        .count()
                == 1;
    }

    private ReplacedCredential outcome(Candidate candidate, boolean replaced) {
        Credential before = trust.in(candidate.replacement().cell());
        Credential after = candidate.credential();
        int reason = candidate.inOrder() ? ReplacedCredential.OTHER : ReplacedCredential.BAD_CERTIFICATE;
        return new ReplacedCredential(
                candidate.replacement().cell(),
                replaced ? ReplacedCredential.DONE : reason,
                before == null ? NOBODY : before.party(),
                before == null ? NO_KEY : before.keyId(),
                after == null ? NOBODY : after.party(),
                after == null ? NO_KEY : after.keyId());
    }
}
