package org.meterflow.desk;

import java.util.List;
import java.util.regex.Pattern;
import org.meterflow.process.change.ChangedFile;
import org.meterflow.process.change.Difference;
import org.meterflow.process.change.Difference.Sort;
import org.meterflow.process.engine.ModelKind;

/**
 * Two versions of a diagram or a table beside each other, as a page shows them.
 *
 * @param id of its parts on the page
 * @param title of the process or the table
 * @param before the address of the present file; empty when there is none
 * @param after the address of the other
 */
record Comparison(String id, String title, ChangedFile file, String before, String after) {

    /** What is better read letter by letter: expressions and the program's own names. */
    private static final Pattern CODE = Pattern.compile("[${}<>\"]|\\b[a-z]{3,}[A-Z]|[A-Z]_[A-Z]");

    public boolean isDiagram() {
        return file.kind() == ModelKind.DIAGRAM;
    }

    public String kind() {
        return switch (file.kind()) {
            case DIAGRAM -> "diagram";
            case TABLE -> "decision table";
            case FORM -> "form";
        };
    }

    public List<Difference> rows() {
        return file.differences();
    }

    public String changed() {
        return ids(Sort.CHANGED);
    }

    public String added() {
        return ids(Sort.ADDED);
    }

    public String removed() {
        return ids(Sort.REMOVED);
    }

    private String ids(Sort sort) {
        return String.join(" ", file.elements(sort));
    }

    public static String sort(Difference row) {
        return switch (row.sort()) {
            case ADDED -> "New";
            case REMOVED -> "Gone";
            case CHANGED -> "Changed";
        };
    }

    public static String tone(String text) {
        return CODE.matcher(text).find() ? "mf-value mf-mono" : "mf-value";
    }
}
