package org.meterflow.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Locale;
import org.meterflow.demo.CertificateAuthority.Purpose;
import org.meterflow.identifier.Eui64;
import org.meterflow.party.Pem;

/** An authority of the demo's kind for tests elsewhere; everything it makes is a file. */
public final class TestAuthority {

    private final Path folder;
    private final CertificateAuthority authority;

    public TestAuthority(Instant now) {
        try {
            this.folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "authority-");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        this.authority = new CertificateAuthority(folder, Clock.fixed(now, ZoneOffset.UTC));
    }

    /** @return the certificate as PEM */
    public String agreement(Eui64 owner, int role) {
        String name = owner.value() + "-ka-" + role;
        authority.ensureOrganisation(name, owner, role, Purpose.KEY_AGREEMENT);
        return text(name + ".pem");
    }

    /** @return the key that belongs to {@link #agreement}, as PEM */
    public String keyOf(Eui64 owner, int role) {
        agreement(owner, role);
        return text(owner.value() + "-ka-" + role + ".key.pem");
    }

    /** @return the device's certificate for signatures, as PEM */
    public String device(Eui64 device) {
        authority.ensureDevice(device);
        return text("devices/" + HexFormat.of().formatHex(device.bytes()).toLowerCase(Locale.ROOT) + "-ds.pem");
    }

    public X509Certificate root() {
        return Pem.certificate(folder.resolve("root.pem"));
    }

    public String text(String name) {
        try {
            return Files.readString(folder.resolve(name));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
