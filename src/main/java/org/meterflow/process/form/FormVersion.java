package org.meterflow.process.form;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One version of a task's form.
 *
 * @param key process and task, {@code change-of-supplier.handle-objection}
 * @param source who put it in force; null for the program or the installation's folder
 */
public record FormVersion(
        String key, int version, Instant at, @Nullable String source) {}
