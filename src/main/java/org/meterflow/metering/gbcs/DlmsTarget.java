package org.meterflow.metering.gbcs;

import java.util.List;
import java.util.Optional;
import org.meterflow.metering.gbcs.DlmsRequest.Verb;

/**
 * What one line of a row asks for or does, for reading the result that stands at its place in the answer.
 *
 * @param object its name; empty where the request decides
 * @param sealed the attributes whose values come encrypted, when it is such a read
 */
record DlmsTarget(Verb verb, int classId, String object, int member, List<Sealed> sealed) {

    private static final String ACTIVATION = "Activation of: ";

    /** An attribute 2 of an object that is read encrypted. */
    record Sealed(int classId, Obis object) {}

    DlmsTarget {
        sealed = List.copyOf(sealed);
    }

    ValueForm form() {
        return object.isEmpty() ? ValueForm.UNKNOWN : known().orElse(ValueForm.UNKNOWN);
    }

    private Optional<ValueForm> known() {
        Obis named = Obis.of(object);
        return verb == Verb.ACTION ? ValueForm.ofCall(named, member) : ValueForm.of(named, member);
    }

    String name() {
        if (!sealed.isEmpty()) {
            return name(sealed.get(0).classId(), sealed.get(0).object(), 2);
        }
        if (object.isEmpty()) {
            return "Class %d, attribute %d".formatted(classId, member);
        }
        if (verb == Verb.ACTION) {
            return known().map(ValueForm::name).orElseGet(() -> "%s, call %d".formatted(own(Obis.of(object)), member));
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
                .orElseGet(() -> "%s, attribute %d".formatted(own(object), member));
    }

    private static String own(Obis object) {
        return ValueForm.of(object, 2)
                .map(ValueForm::name)
                .filter(name -> !name.isEmpty())
                .or(() -> ObjectNames.of(object).map(ObjectNames.ObjectName::name))
                .orElseGet(object::toString);
    }
}
