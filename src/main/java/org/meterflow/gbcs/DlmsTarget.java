package org.meterflow.gbcs;

import java.util.List;
import java.util.Optional;
import org.meterflow.gbcs.DlmsRequest.Verb;

/**
 * What one line of a row asks for or does, for reading the result that stands at its place in the answer.
 *
 * @param object its name, as the row has it: with braces where the request decides which of several it is
 * @param sealed the attributes whose values come encrypted, when it is such a read
 * @param called what it is called where more is known than the object; else empty
 */
record DlmsTarget(Verb verb, int classId, String object, int member, List<Sealed> sealed, String called) {

    private static final String ACTIVATION = "Activation of: ";
    private static final String OWN_PERIOD = "period";

    /** An attribute 2 of an object that is read encrypted. */
    record Sealed(int classId, Obis object) {}

    DlmsTarget {
        sealed = List.copyOf(sealed);
    }

    static DlmsTarget of(Verb verb, int classId, String object, int member) {
        return new DlmsTarget(verb, classId, object, member, List.of(), "");
    }

    /** One of several alike. */
    DlmsTarget numbered(int place, int of) {
        return of == 1 ? this : called("%s, %s of %s".formatted(name(), place, of));
    }

    DlmsTarget called(String name) {
        return new DlmsTarget(verb, classId, object, member, sealed, name);
    }

    /** Of what is read, or of what a call returns. */
    ValueForm form() {
        if (verb != Verb.ACTION && !isOneOfSeveral()) {
            return ValueForm.attribute(classId, Obis.of(object), member);
        }
        return known().orElse(ValueForm.UNKNOWN);
    }

    /** The same, in a message that says more. */
    ValueForm form(DlmsScales scales) {
        return inPeriod(form(), scales);
    }

    /** Of what is written, or of what a call is given. */
    ValueForm told(DlmsScales scales) {
        if (verb != Verb.ACTION) {
            return form(scales);
        }
        if (classId == SealedRead.CLASS) {
            return ValueForm.under("asked");
        }
        ValueForm takes = known().map(ValueForm::takes).orElse(null);
        return takes == null ? ValueForm.UNKNOWN : takes;
    }

    private ValueForm inPeriod(ValueForm form, DlmsScales scales) {
        return form.isPrices() && form.pricedPeriod().equals(OWN_PERIOD) ? form.prices(scales.period(object)) : form;
    }

    private boolean isOneOfSeveral() {
        return object.contains("{");
    }

    private Optional<ValueForm> known() {
        if (isOneOfSeveral()) {
            return ValueForm.ofSeveral(object);
        }
        Obis named = Obis.of(object);
        return verb == Verb.ACTION ? ValueForm.ofCall(named, member) : ValueForm.of(named, member);
    }

    String name() {
        if (!called.isEmpty()) {
            return called;
        }
        if (!sealed.isEmpty()) {
            return name(sealed.get(0).classId(), sealed.get(0).object(), 2);
        }
        if (isOneOfSeveral()) {
            return known().map(ValueForm::name).orElseGet(() -> "Class %s, attribute %s".formatted(classId, member));
        }
        if (verb == Verb.ACTION && classId == SealedRead.CLASS) {
            return own(Obis.of(object));
        }
        if (verb == Verb.ACTION) {
            return known().map(ValueForm::name).orElseGet(() -> "%s, call %s".formatted(own(Obis.of(object)), member));
        }
        return name(classId, Obis.of(object), member);
    }

    static String name(int classId, Obis object, int member) {
        String given = ValueForm.of(object, member).map(ValueForm::name).orElse("");
        if (!given.isEmpty()) {
            return given;
        }
        if (member == 2) {
            return own(object);
        }
        return ValueForm.ofClass(classId, member)
                .map(form -> form.name().replace("{}", own(object)))
                .map(name -> name.replace(ACTIVATION + ACTIVATION, ACTIVATION))
                .orElseGet(() -> "%s, attribute %s".formatted(own(object), member));
    }

    private static String own(Obis object) {
        return ValueForm.of(object, 2)
                .map(ValueForm::name)
                .filter(name -> !name.isEmpty())
                .or(() -> ObjectNames.of(object))
                .orElseGet(object::toString);
    }
}
