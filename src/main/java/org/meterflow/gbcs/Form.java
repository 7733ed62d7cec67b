package org.meterflow.gbcs;

import java.util.ArrayList;
import java.util.List;

/** The shape of a value in a row of the catalogue, before it becomes DLMS data, a gas command's fields or ASN.1. */
sealed interface Form {

    record Nothing() implements Form {}

    /** A value of a type: {@code u16 $Limit}. */
    record Typed(String type, Expression value) implements Form {}

    /** Values that belong together: {@code {a, b}}. */
    record Group(List<Form> fields) implements Form {}

    /** Values of one kind: {@code [a, b]}. */
    record Row(List<Form> elements) implements Form {}

    /** The same form for each part of the request at a path: {@code each $Season {…}}; inside, paths start there. */
    record Each(String path, Form form) implements Form {}

    /** A form that is there only sometimes: {@code twin ? {…}}. */
    record Sometimes(Condition condition, Form form) implements Form {}

    /** A form that is one thing or another: {@code choose(twin ? a, b)}; the first that holds. */
    record Choice(List<Form> alternatives) implements Form {}

    /** In ASN.1, a form under another tag than its own: {@code tag 0x81 int 1}. */
    record Tagged(int tag, Form form) implements Form {}

    /** What needs Java to build: {@code build.name}. */
    record Built(String name) implements Form {}

    /** What a place in a request makes of a form that may repeat or be absent. */
    record Placed(Form form, Template.Context context) {}

    /** The forms as they really stand: repeated ones repeated, absent ones left out. */
    static List<Placed> placed(List<Form> forms, Template.Context context) {
        List<Placed> placed = new ArrayList<>();
        forms.forEach(form -> place(form, context, placed));
        return placed;
    }

    private static void place(Form form, Template.Context context, List<Placed> placed) {
        if (form instanceof Each each) {
            List<RequestPart> parts = context.base(each.path).all(Template.Context.inside(each.path));
            for (int i = 0; i < parts.size(); i++) {
                place(each.form, context.at(parts.get(i), i), placed);
            }
        } else if (form instanceof Sometimes sometimes) {
            if (sometimes.condition.holds(context)) {
                place(sometimes.form, context, placed);
            }
        } else if (form instanceof Choice choice) {
            List<Placed> found = placed(choice.alternatives, context);
            if (found.isEmpty()) {
                throw new MissingParameter("The request fits none of the forms of this command");
            }
            placed.add(found.get(0));
        } else {
            placed.add(new Placed(form, context));
        }
    }
}
