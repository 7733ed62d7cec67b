package org.meterflow.process.change;

import java.util.List;
import org.meterflow.process.engine.ModelKind;

/**
 * One file of a change.
 *
 * @param title what the process or the table is called
 * @param base the version that was in force when it was proposed; 0 when there was none
 * @param differences between that version and this file; none when only the drawing differs
 */
public record ChangedFile(
        ModelKind kind, String key, String title, String name, int base, List<Difference> differences) {

    /** The elements that this file has otherwise than its base, or that only one of the two has. */
    public List<String> elements(Difference.Sort sort) {
        return differences.stream()
                .filter(each -> each.sort() == sort)
                .map(Difference::element)
                .distinct()
                .toList();
    }
}
