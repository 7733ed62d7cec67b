package org.meterflow.registration;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Where registration bodies drop their files: each is answered, whatever it is called and whatever it is, and then moved
 * into the folder of its outcome. No link is followed, none waits for another.
 */
@Component
public class DropFolder {

    private static final Logger log = LoggerFactory.getLogger(DropFolder.class);

    private static final int MOST_AT_ONCE = 5_000;
    private static final String WAITING = "quarantine";
    private static final String DOT = SafeName.of(".");

    private final Path inbox;
    private final RegistrationFiles files;
    private final Settling settling;
    private final Pauses pauses = new Pauses(System::nanoTime);

    DropFolder(RegistrationSettings settings, RegistrationFiles files) {
        this.inbox = Path.of(settings.inbox());
        this.files = files;
        this.settling = new Settling(settings.quiet(), settings.patience(), System::nanoTime);
    }

    /** Takes in what is whole, and files away what no longer waits. */
    public void look() throws IOException {
        Files.createDirectories(inbox);
        List<Path> dropped = list(inbox);
        settling.keep(dropped);
        pauses.keep(dropped);
        dropped.forEach(this::take);
        Path waiting = inbox.resolve(WAITING);
        if (Files.isDirectory(waiting, LinkOption.NOFOLLOW_LINKS)) {
            list(waiting).forEach(this::fileAway);
        }
    }

    /** What is meant to be read, in the order of its names: hidden files, and other endings, are files on their way. */
    private static List<Path> list(Path folder) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(
                folder, entry -> isMeant(SafeName.of(entry)) && !Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS))) {
            for (Path entry : entries) {
                found.add(entry);
                if (found.size() == MOST_AT_ONCE) {
                    break;
                }
            }
        }
        found.sort(Comparator.comparing(SafeName::of));
        return found;
    }

    private static boolean isMeant(String safeName) {
        boolean hidden = safeName.startsWith(DOT) && !safeName.startsWith(DOT + ".");
        return SafeName.isCsv(safeName) && !hidden;
    }

    private void take(Path file) {
        if (pauses.isOn(file)) {
            return;
        }
        String name = SafeName.of(file);
        try {
            outcome(file, name).ifPresent(outcome -> move(file, name, outcome));
        } catch (NoSuchFileException gone) {
            log.debug("{} has gone before it was read", name);
        } catch (IOException | RuntimeException failure) {
            log.warn(
                    "Registration file {} could not be taken in; it is tried again in {}",
                    name,
                    pauses.after(file),
                    failure);
        }
    }

    private Optional<FileOutcome> outcome(Path file, String name) throws IOException {
        BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (is.isSymbolicLink()) {
            String target = Files.readSymbolicLink(file).toString();
            return Optional.of(files.refuse(name, "link to " + target, "it is a link, not a file"));
        }
        if (!is.isRegularFile()) {
            return Optional.of(files.refuse(name, "no file", "it is a device or a pipe, not a file"));
        }
        try {
            return settling.isOver(file) ? Optional.of(load(file, name, is.size())) : Optional.empty();
        } catch (AccessDeniedException closed) {
            String identity = "closed at " + is.lastModifiedTime() + ", " + is.size();
            return Optional.of(files.refuse(name, identity, "the platform is not allowed to read it"));
        }
    }

    private FileOutcome load(Path file, String name, long size) throws IOException {
        try (InputStream content = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return files.load(name, content, size);
        }
    }

    private void fileAway(Path file) {
        String name = SafeName.of(file);
        try {
            if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && !files.isWaiting(name)) {
                Optional<FileOutcome> settled;
                try (InputStream content = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
                    settled = files.settled(name, content);
                }
                settled.ifPresent(outcome -> move(file, name, outcome));
            }
        } catch (IOException | RuntimeException failure) {
            log.debug("{} stays in quarantine for now", name, failure);
        }
    }

    private void move(Path file, String name, FileOutcome outcome) {
        try {
            Path folder = Files.createDirectories(inbox.resolve(folder(outcome)));
            if (Files.isSymbolicLink(folder)) {
                throw new IOException(folder + " is a link");
            }
            Files.move(file, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        } catch (NoSuchFileException moved) {
            log.debug("{} has been moved already", name);
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }

    private static String folder(FileOutcome outcome) {
        return switch (outcome) {
            case QUARANTINED -> WAITING;
            case REFUSED -> "refused";
            case SET_ASIDE -> "set-aside";
            case LOADED, RECEIVED -> "done";
        };
    }
}
