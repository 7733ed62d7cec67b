package org.meterflow.workbench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.meterflow.gbcs.AlertCodes;
import org.meterflow.gbcs.DlmsData;
import org.meterflow.gbcs.DlmsData.Numeric;
import org.meterflow.gbcs.DlmsData.Structure;

/** The words for an alert, wherever its code stands. */
final class AlertNames {

    private AlertNames() {}

    static void explain(int code, ObjectNode node) {
        node.put("alertCode", "%04X".formatted(code));
        AlertCodes.name(code).ifPresent(name -> node.put("alert", name));
    }

    /** The first element of an electricity meter's alert is its code. */
    static void explain(DlmsData content, ObjectNode node) {
        if (content instanceof Structure structure
                && !structure.elements().isEmpty()
                && structure.elements().get(0) instanceof Numeric code) {
            explain((int) code.value(), node);
        }
    }
}
