package org.meterflow.gbcs;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How one value of an electricity meter or hub is read, as {@code use-cases/objects.yaml} says.
 *
 * @param name empty where the object's own name does
 * @param kind how a single value is read; empty for structures and lists
 * @param each whether it is a list of such values
 * @param words what its numbers mean
 * @param fields of a structure, or of every structure in a list of them
 * @param twin the same of a meter with a second element
 * @param takes of a method: how what it is given is read
 */
record ValueForm(
        String name,
        String kind,
        boolean each,
        Map<Long, String> words,
        List<ValueForm> fields,
        List<ValueForm> rows,
        List<ValueForm> twin,
        @Nullable ValueForm takes) {

    static final ValueForm UNKNOWN = ofKind("");

    private static final String PRICE = "price ";
    private static final String PRICES = "prices";
    private static final String OWN_VALUE = "value";

    private static final Map<String, ValueForm> ALL = ValueFormTable.load();

    /** Of what calling a method returns. */
    static Optional<ValueForm> ofCall(Obis object, int method) {
        return Optional.ofNullable(ALL.get("call %s %s".formatted(object, method)));
    }

    /** Of an attribute of every object of a class, {} in its name standing for the object's. */
    static Optional<ValueForm> ofClass(int classId, int member) {
        return Optional.ofNullable(ALL.get("class %s %s".formatted(classId, member)));
    }

    /** Of an object of which the request decides which of several it is, as the catalogue's rows write it. */
    static Optional<ValueForm> ofSeveral(String object) {
        return Optional.ofNullable(ALL.get(object));
    }

    /** Of an object's attribute. */
    static Optional<ValueForm> of(Obis object, int member) {
        return Optional.ofNullable(ALL.get(member == 2 ? object.toString() : object + " " + member));
    }

    /** Of what an alert says beyond its code and time. */
    static Optional<ValueForm> ofAlert(int messageCode) {
        return Optional.ofNullable(ALL.get("alert %04X".formatted(messageCode)));
    }

    /** Of an object's attribute, by the object or else by its class. */
    static ValueForm attribute(int classId, Obis object, int member) {
        return of(object, member)
                .or(() -> ofClass(classId, member)
                        .map(form -> form.kind.equals(OWN_VALUE) ? of(object, 2).orElse(UNKNOWN) : form))
                .orElse(UNKNOWN);
    }

    /** Of what comes in many messages, under a key of its own. */
    static ValueForm under(String key) {
        return ALL.getOrDefault(key, UNKNOWN);
    }

    /** The fields for a structure of so many elements; none when it is of another shape. */
    List<ValueForm> fieldsFor(List<ValueForm> usual, int elements) {
        if (usual.size() == elements) {
            return usual;
        }
        return twin.size() == elements ? twin : List.of();
    }

    /** Whether it is a register whose unit the table of units lacks, a price. */
    boolean isPrice() {
        return kind.startsWith(PRICE);
    }

    /** For what the price is. */
    String priced() {
        return kind.substring(PRICE.length());
    }

    /** Whether it is a table of prices. */
    boolean isPrices() {
        return kind.equals(PRICES) || kind.startsWith(PRICES + " ");
    }

    /** The unit of time for which the prices are; empty where they are for what is charged. */
    String pricedPeriod() {
        return kind.substring(PRICES.length()).strip();
    }

    /** The same table, its prices for this unit of time. */
    ValueForm prices(String period) {
        return withKind((PRICES + " " + period).strip());
    }

    ValueForm withKind(String other) {
        return new ValueForm(name, other, each, words, fields, rows, twin, takes);
    }

    /** What its numbers count; empty where they count nothing, or different things. */
    String unit(DlmsScales scales) {
        Set<String> units = new HashSet<>();
        collectUnits(units, scales);
        return units.size() == 1 ? units.iterator().next() : "";
    }

    private void collectUnits(Set<String> units, DlmsScales scales) {
        String own = isPrices() ? "" : DlmsScalar.unit(this, scales);
        if (!own.isEmpty()) {
            units.add(own);
        }
        fields.forEach(field -> field.collectUnits(units, scales));
        rows.forEach(field -> field.collectUnits(units, scales));
    }

    static ValueForm ofKind(String kind) {
        return new ValueForm("", kind, false, Map.of(), List.of(), List.of(), List.of(), null);
    }

    ValueForm named(String newName) {
        return new ValueForm(newName, kind, each, words, fields, rows, twin, takes);
    }
}
