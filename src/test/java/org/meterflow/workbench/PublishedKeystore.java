package org.meterflow.workbench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Base64;
import java.util.stream.Stream;
import org.meterflow.gbcs.ReferenceMessages;
import org.meterflow.identifier.Eui64;

/** A folder with the reference certificates and the private keys published for their remote parties. */
final class PublishedKeystore {

    private PublishedKeystore() {}

    static Path in(Path folder) {
        SharedMessages.all();
        try (Stream<Path> files = Files.list(SharedMessages.certificates())) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                Files.copy(file, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
                if (!name.startsWith("00db")) {
                    writeKey(folder, name.substring(0, 16), name.substring(17, name.length() - 4));
                }
            }
            return folder;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void writeKey(Path folder, String eui, String usage) throws IOException {
        byte[] key;
        try {
            key = ReferenceMessages.privateKey(Eui64.of(eui), usage).getEncoded();
        } catch (IllegalStateException notPublished) {
            return;
        }
        Files.writeString(
                folder.resolve(eui + "-" + usage + ".key"),
                "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(key)
                        + "\n-----END PRIVATE KEY-----\n");
    }
}
