package org.meterflow.process.kit;

import java.util.Map;
import java.util.stream.Stream;

/** What only the step itself knows of its properties, looked at before a diagram takes effect. Made anew for each look. */
public interface BoxCheck {

    /**
     * @param said the properties as they are written, {@code ${…}} and all
     * @return a sentence for each thing that is wrong, and what to do; the box is named by whoever asks
     */
    Stream<String> wrong(Map<String, String> said);
}
