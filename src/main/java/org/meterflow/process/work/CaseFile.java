package org.meterflow.process.work;

import java.time.Instant;

/**
 * A file that somebody attached to a case.
 *
 * @param taskName the task at which they did
 * @param size in bytes
 */
public record CaseFile(long id, String taskName, String name, FileKind kind, long size, String person, Instant at) {

    /** "340 KB" */
    public String length() {
        return size < 1024 ? size + " bytes" : size < 1024 * 1024 ? size / 1024 + " KB" : size / (1024 * 1024) + " MB";
    }
}
