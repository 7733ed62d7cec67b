package org.meterflow.onboarding;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.meterflow.device.Devices;
import org.meterflow.onboarding.MarketFiles.Outcome;
import org.meterflow.party.Certificate;
import org.meterflow.party.CertificateUse;
import org.meterflow.party.Certificates;
import org.meterflow.party.DccKeys;
import org.meterflow.party.Parties;
import org.meterflow.party.Party;
import org.meterflow.party.PartyHistory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Certificates of users, devices and issuing authorities that an administrator brings in. Trust begins in the folder of
 * keys: a root, and whatever belongs to the DCC itself, comes from there only.
 */
@Component
public class CertificateFiles {

    private final Certificates certificates;
    private final Parties parties;
    private final Devices devices;
    private final PartyHistory history;
    private final FilesTaken files;
    private final UploadReading reading;
    private final CertificateCheck check;

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
        this.parties = parties;
        this.devices = devices;
        this.history = history;
        this.files = files;
        this.reading = new UploadReading(limits);
        this.check = new CertificateCheck(certificates, dcc, clock);
    }

    /** @param name without its folder; a certificate for top-ups is told by a name that ends in {@code pp-ka} */
    public record Upload(String name, byte[] content) {}

    /** Takes them all, or none and says everything that is wrong with them. Taking them again changes nothing. */
    @Transactional
    public Outcome bringIn(List<Upload> uploads, String actor) {
        files.alone();
        List<Problem> problems = new ArrayList<>();
        List<BroughtCertificate> brought = reading.read(uploads, problems);
        if (reading.isTooMany(brought, problems)) {
            return Outcome.refused(problems);
        }
        List<BroughtCertificate> fresh =
                brought.stream().filter(one -> check.isFresh(one, problems)).toList();
        fresh.forEach(one -> check.check(one, problems));
        IssuerCheck.check(fresh, certificates.issuers(), problems);
        CertificateCheck.checkPlaces(fresh, problems);
        if (!problems.isEmpty()) {
            return Outcome.refused(problems);
        }
        List<Change> changes = new ArrayList<>();
        certificates.addAll(fresh.stream().map(BroughtCertificate::certificate).toList());
        fresh.forEach(one -> changes.add(change(one, actor)));
        String name = uploads.size() == 1 ? uploads.get(0).name() : uploads.size() + " files";
        return new Outcome(files.add(FilesTaken.CERTIFICATES, name, actor, changes), List.of());
    }

    private Change change(BroughtCertificate one, String actor) {
        Certificate certificate = one.certificate();
        Optional<Party> party = parties.ofUser(certificate.owner());
        String serial = BroughtCertificate.serial(certificate);
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
}
