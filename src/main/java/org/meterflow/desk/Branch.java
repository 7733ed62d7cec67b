package org.meterflow.desk;

import java.util.List;

/**
 * A piece of a message taken apart: a value, or a group of pieces that can be folded away.
 *
 * @param value empty where only the parts say something
 * @param note what stands beside the value for reading: its type, its unit, its time in words
 * @param left how many parts are not shown because there are too many
 */
record Branch(String label, String value, String note, List<Branch> parts, boolean open, int left) {

    Branch {
        parts = List.copyOf(parts);
    }

    static Branch leaf(String label, String value, String note) {
        return new Branch(label, value, note, List.of(), false, 0);
    }
}
