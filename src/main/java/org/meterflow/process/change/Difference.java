package org.meterflow.process.change;

/**
 * One thing that a change changes, in words.
 *
 * @param element the id by which it is found in the picture
 * @param place "Handle objection", "Way from Objected? to Handle objection", "Rule: old debt"
 * @param property "due date"; empty when the element as a whole has come or gone
 * @param was empty when there was nothing
 * @param is empty when there is nothing any more
 */
public record Difference(Sort sort, String element, String place, String property, String was, String is) {

    public enum Sort {
        CHANGED,
        ADDED,
        REMOVED
    }
}
