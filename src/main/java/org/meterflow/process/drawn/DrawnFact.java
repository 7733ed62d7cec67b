package org.meterflow.process.drawn;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.Function;
import org.meterflow.process.FactName;
import org.meterflow.process.Facts;
import org.meterflow.process.kit.FieldKind;
import org.meterflow.process.kit.TaskField;

/**
 * One fact as a case started with it, kept with the words that it had then: its diagram may change.
 *
 * @param name as conditions read it
 * @param label as people read it
 * @param value as it is kept
 * @param words the value as people read it
 */
record DrawnFact(String name, String label, FieldKind kind, String unit, String value, String words)
        implements FactName {

    /** @param parties the name of a party by its id */
    static DrawnFact of(TaskField field, String value, Function<String, Optional<String>> parties) {
        String kept = switch (field.kind()) {
            case METER_POINT, DEVICE, INSTANT -> field.kind().value(value).toString();
            default -> value;
        };
        String words = field.kind() == FieldKind.PARTY
                ? parties.apply(kept).map(name -> name + " (" + kept + ")").orElse(kept)
                : field.read(kept);
        return new DrawnFact(field.name(), field.label(), field.kind(), field.unit(), kept, words);
    }

    @Override
    public String inDiagrams() {
        return name;
    }

    /** Whether people look for cases by it. */
    boolean isAddress() {
        return switch (kind) {
            case METER_POINT, PARTY, DEVICE -> true;
            default -> false;
        };
    }

    void addTo(Facts facts) {
        Object typed = kind.value(value);
        if (kind == FieldKind.MONEY) {
            facts.with(this, new Facts.Amount((BigDecimal) typed, Facts.POUNDS));
        } else if (kind.isNumber() && !unit.isEmpty()) {
            facts.with(this, new Facts.Amount(new BigDecimal(typed.toString()), unit));
        } else {
            boolean named = kind == FieldKind.CHOICE || kind == FieldKind.PARTY;
            facts.with(this, typed, named ? words : typed);
        }
    }
}
