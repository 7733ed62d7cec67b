package org.meterflow.workbench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The folders of keys that requests have named, each remembered with what was read from it. */
final class KeyFolders {

    private final Map<Path, KeyFolder> folders = new HashMap<>();

    /** The keys of the folder that the request names; none where it names none. */
    Keys of(RequestPath request) {
        RequestPath keystore = request.find("keystore");
        return keystore == null ? Keys.NONE : at(Path.of(keystore.text()));
    }

    synchronized Keys at(Path path) {
        if (!Files.isDirectory(path)) {
            throw new Refused("There is no folder " + path + " to take keys from");
        }
        return folders.computeIfAbsent(path, KeyFolder::new);
    }
}
