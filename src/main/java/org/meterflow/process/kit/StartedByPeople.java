package org.meterflow.process.kit;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meterflow.process.CaseKey;
import org.meterflow.process.FieldError;
import org.meterflow.process.Form;

/** The way in to a process that has a program and that people start in the console, by the questions at the start of its diagram. */
public interface StartedByPeople {

    /** Its key in its own diagram. */
    String process();

    /** What came of it: the case, or what is wrong with the answers. */
    record Started(@Nullable CaseKey key, List<FieldError> wrong) {

        public static Started as(CaseKey key) {
            return new Started(key, List.of());
        }

        public static Started wrong(List<FieldError> wrong) {
            return new Started(null, List.copyOf(wrong));
        }
    }

    /**
     * Starts a case in the caller's transaction. The answers fit what the diagram asks, one by one.
     *
     * @param once the same for everything that one opened page sends: sent twice, it is started once
     */
    Started start(Form form, String once);
}
