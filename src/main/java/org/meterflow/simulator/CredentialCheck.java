package org.meterflow.simulator;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.CredentialsCommand.Replacement;
import org.meterflow.gbcs.CredentialsOutcome;
import org.meterflow.gbcs.MalformedGbcs;
import org.meterflow.gbcs.MeterAnswer.ReplacedCredential;
import org.meterflow.gbcs.Octets;
import org.meterflow.gbcs.TrustCell;
import org.meterflow.gbcs.TrustCell.KeyUse;
import org.meterflow.gbcs.TrustCell.RemoteParty;
import org.meterflow.identifier.Eui64;

/** Whether new certificates may take their places: all of them, or none when one is not in order. */
final class CredentialCheck {

    private static final int SIGNATURE_BIT = 0;
    private static final int AGREEMENT_BIT = 4;
    private static final Octets NO_KEY = Octets.of(new byte[8]);
    private static final Eui64 NOBODY = Eui64.of(new byte[8]);
    private static final int BY_TRANSITIONAL_COS = 7;
    private static final int BY_RECOVERY = 8;
    private static final Set<TrustCell> SUPPLIER_CELLS =
            Set.of(TrustCell.SUPPLIER_SIGNING, TrustCell.SUPPLIER_AGREEMENT, TrustCell.SUPPLIER_PREPAYMENT);

    private final TrustStore trust;
    private final TrustedIssuers issuers;

    CredentialCheck(TrustStore trust, List<X509Certificate> authorities) {
        this.trust = trust;
        this.issuers = new TrustedIssuers(trust, authorities);
    }

    /**
     * @param outcome what the device will tell
     * @param accepted what takes its place; empty when one is not in order
     */
    record Result(CredentialsOutcome outcome, Map<TrustCell, Credential> accepted) {}

    private record Candidate(
            Replacement replacement, @Nullable Credential credential, boolean inOrder) {}

    Result check(CredentialChange change, Instant now) {
        List<Candidate> candidates = change.replacements().stream()
                .map(each -> candidate(each, change, now))
                .toList();
        Set<TrustCell> cells = new HashSet<>();
        candidates.forEach(each -> cells.add(each.replacement().cell()));
        boolean complete = change.mode() != BY_TRANSITIONAL_COS || cells.equals(SUPPLIER_CELLS);
        boolean replace = complete
                && !candidates.isEmpty()
                && candidates.stream().allMatch(Candidate::inOrder)
                && (change.mode() == BY_RECOVERY || ofOneParty(candidates));
        List<ReplacedCredential> told =
                candidates.stream().map(each -> outcome(each, replace)).toList();
        Map<TrustCell, Credential> accepted = new LinkedHashMap<>();
        for (Candidate candidate : candidates) {
            Credential credential = candidate.credential();
            if (replace && credential != null) {
                accepted.put(candidate.replacement().cell(), credential);
            }
        }
        return new Result(new CredentialsOutcome(change.sequence(), change.mode(), change.floors(), told), accepted);
    }

    private Candidate candidate(Replacement replacement, CredentialChange change, Instant now) {
        try {
            Credential credential = Credential.of(replacement.certificate());
            return new Candidate(replacement, credential, isInOrder(credential, replacement.cell(), change, now));
        } catch (MalformedGbcs noCertificate) {
            return new Candidate(replacement, null, false);
        }
    }

    private boolean isInOrder(Credential credential, TrustCell cell, CredentialChange change, Instant now) {
        X509Certificate certificate = credential.certificate();
        boolean[] usage = certificate.getKeyUsage();
        int needed = cell.use() == KeyUse.SIGNING ? SIGNATURE_BIT : AGREEMENT_BIT;
        return isOfRole(credential, cell.party())
                && usage != null
                && usage[needed]
                && (!change.checkValidity() || isValid(certificate, now))
                && change.path().stream().anyMatch(issuer -> issuers.isIssuer(issuer, certificate));
    }

    /** A load controller may be anybody's; everybody else has a role in the certificate. */
    private static boolean isOfRole(Credential credential, RemoteParty role) {
        return role == RemoteParty.LOAD_CONTROLLER || credential.role() == role.ordinal();
    }

    private static boolean isValid(X509Certificate certificate, Instant now) {
        try {
            certificate.checkValidity(Date.from(now));
            return true;
        } catch (CertificateException notNow) {
            return false;
        }
    }

    private static boolean ofOneParty(List<Candidate> candidates) {
        Set<Eui64> parties = new HashSet<>();
        for (Candidate candidate : candidates) {
            Credential credential = candidate.credential();
            if (credential != null) {
                parties.add(credential.party());
            }
        }
        return parties.size() == 1;
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
