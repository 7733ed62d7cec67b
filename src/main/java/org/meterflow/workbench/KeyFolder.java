package org.meterflow.workbench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.Octets;
import org.meterflow.identifier.Eui64;

/**
 * A folder with files {@code <eui>-ds|ka|pp-ka.pem} (certificates) and {@code .key} or {@code .key.pem} (private keys),
 * the EUI-64 in hex, best without dashes and in lower case. A file is read when it is asked for, and again when it has changed.
 */
final class KeyFolder implements Keys {

    private static final int REMEMBERED = 4_096;
    private static final int LARGEST = 1 << 20;
    private static final List<String> PUBLIC = List.of(".pem", ".crt", ".cer");
    private static final List<String> PRIVATE = List.of(".key", ".key.pem", ".pem");

    private final Path folder;
    private final Map<Path, Content> remembered = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Path, Content> eldest) {
            return size() > REMEMBERED;
        }
    };

    KeyFolder(Path folder) {
        this.folder = folder;
    }

    private record Content(FileTime changed, Pem pem) {}

    @Override
    public @Nullable PublicKey publicKey(Eui64 owner, Use use) {
        for (String ending : PUBLIC) {
            Pem pem = read(owner, use, ending);
            if (pem != null && pem.publicKey() != null) {
                return pem.publicKey();
            }
        }
        return null;
    }

    @Override
    public @Nullable PrivateKey privateKey(Eui64 owner, Use use) {
        for (String ending : PRIVATE) {
            Pem pem = read(owner, use, ending);
            if (pem != null && pem.privateKey() != null) {
                return pem.privateKey();
            }
        }
        return null;
    }

    @Override
    public @Nullable Octets certificate(Eui64 owner, Use use) {
        X509Certificate certificate = x509(owner, use);
        return certificate == null ? null : encoded(certificate);
    }

    @Nullable
    X509Certificate x509(Eui64 owner, Use use) {
        for (String ending : PUBLIC) {
            Pem pem = read(owner, use, ending);
            if (pem != null && pem.certificate() != null) {
                return pem.certificate();
            }
        }
        return null;
    }

    static Octets encoded(X509Certificate certificate) {
        try {
            return Octets.of(certificate.getEncoded());
        } catch (CertificateEncodingException unreadable) {
            throw new Refused("A certificate cannot be written again", unreadable);
        }
    }

    @Override
    public @Nullable Eui64 transitionalChangeOfSupplier() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted()
                    .filter(file -> file.getFileName().toString().matches("[0-9a-fA-F]{16}-ds\\.pem"))
                    .filter(this::isTransitionalChangeOfSupplier)
                    .findFirst()
                    .map(file -> Eui64.of(file.getFileName().toString().substring(0, 16)))
                    .orElse(null);
        } catch (IOException unreadable) {
            throw new Refused("The folder " + folder + " cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    private boolean isTransitionalChangeOfSupplier(Path file) {
        X509Certificate certificate = read(file).certificate();
        return certificate != null
                && certificate.getSubjectX500Principal().getName().matches("(.*,)?OU=05(,.*)?");
    }

    private @Nullable Pem read(Eui64 owner, Use use, String ending) {
        String eui = owner.value().replace("-", "");
        for (String name : List.of(eui.toLowerCase(Locale.ROOT), eui, owner.value())) {
            Path file = folder.resolve(name + "-" + use.suffix() + ending);
            if (Files.isRegularFile(file)) {
                return read(file);
            }
        }
        return null;
    }

    private synchronized Pem read(Path file) {
        try {
            FileTime changed = Files.getLastModifiedTime(file);
            Content content = remembered.get(file);
            if (content == null || !content.changed.equals(changed)) {
                if (Files.size(file) > LARGEST) {
                    throw new Refused(file + " is too large to be a key or a certificate");
                }
                content = new Content(
                        changed, Pem.read(Files.readString(file, StandardCharsets.ISO_8859_1), file.toString()));
                remembered.put(file, content);
            }
            return content.pem;
        } catch (IOException unreadable) {
            throw new Refused("The file " + file + " cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }
}
