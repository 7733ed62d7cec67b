package org.meterflow.process;

import java.util.List;

/** Cases that belong together without one having called the other; a process that knows of such says so for both ends. */
public interface RelatedCases {

    /** Keys of the cases that are linked with this one, in the order to be shown. */
    List<CaseKey> relatedTo(CaseKey key);
}
