package org.meterflow.process.drawn;

import java.util.List;
import org.meterflow.process.CaseKey;
import org.meterflow.process.FieldError;

/**
 * What came of starting a case.
 *
 * @param isNew false when there is a case of this id already, or something is wrong
 * @param wrong a sentence for each fact that cannot be, or at whose meter point something else is under way; then nothing was started
 */
public record Begun(CaseKey key, boolean isNew, List<FieldError> wrong) {}
