package org.meterflow.database;

import java.nio.file.Path;

/** Another running Meterflow owns this data directory. */
public class DirectoryInUse extends RuntimeException {

    DirectoryInUse(Path directory) {
        super("Another Meterflow is running on the data directory " + directory.toAbsolutePath()
                + ". Stop it, or give this one a directory of its own with meterflow.data.");
    }
}
