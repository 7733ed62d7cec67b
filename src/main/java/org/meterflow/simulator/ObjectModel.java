package org.meterflow.simulator;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.DlmsData;
import org.meterflow.gbcs.DlmsResponse;

/**
 * The objects of one kind of device: what may be read, written, called and activated, by names such as
 * {@code 3 0-0:94.44.1.7 2} (class, object, attribute). One model serves all devices of the kind; what tells them apart
 * is their state.
 */
final class ObjectModel<S extends ObjectModel.State> {

    /** What tells one device of a kind from another. */
    interface State {
        Memory memory();

        /** Called before values of a tariff or of the account change, so that what was used is paid at the old ones. */
        default void beforeChange(Instant now) {}

        /** Called after values were activated, with the name of what activated them. */
        default void activated(String activation, Instant now) {}
    }

    /** Reads an attribute. */
    @FunctionalInterface
    interface Getter<S> {
        DlmsData get(S state, Instant now);
    }

    /** Writes an attribute, and returns 0 or the reason why not. */
    @FunctionalInterface
    interface Setter<S> {
        int set(S state, DlmsData value, Task task);
    }

    /** Calls a method; its answer may be null data. */
    @FunctionalInterface
    interface Method<S> {
        Outcome call(S state, DlmsData argument, Task task);
    }

    /** Reads the rows of a log between two moments. */
    @FunctionalInterface
    interface Log<S> {
        DlmsData rows(S state, Instant from, Instant to, Instant now);
    }

    /** @param shape what a written value must look like; null for anything */
    record Attribute<S>(
            @Nullable Getter<S> getter,
            @Nullable Setter<S> setter,
            @Nullable DlmsData shape) {}

    /** @param changes pairs of names: the passive value's and that of the active one it becomes */
    record Activation(String name, List<String> changes) {}

    private final Map<String, Attribute<S>> attributes = new HashMap<>();
    private final Map<String, Method<S>> methods = new HashMap<>();
    private final Map<String, DlmsData> arguments = new HashMap<>();
    private final Map<String, Log<S>> logs = new HashMap<>();
    private final Map<String, Activation> activations = new HashMap<>();

    ObjectModel() {}

    /** A model that begins with all that another one has. */
    ObjectModel(ObjectModel<S> other) {
        attributes.putAll(other.attributes);
        methods.putAll(other.methods);
        arguments.putAll(other.arguments);
        logs.putAll(other.logs);
        activations.putAll(other.activations);
    }

    /** Computed, and never written. */
    void computed(String name, Getter<S> getter) {
        attributes.put(name, new Attribute<>(getter, null, null));
    }

    /** Kept as written; until then it is as the device was made. */
    void kept(String name, DlmsData asMade) {
        kept(name, asMade, (state, now) -> asMade);
    }

    void kept(String name, DlmsData shape, Getter<S> asMade) {
        attributes.put(name, new Attribute<>(orElse(name, asMade), keep(name), shape));
    }

    /** Kept, and changed by activations alone. */
    void active(String name, Getter<S> asMade) {
        attributes.put(name, new Attribute<>(orElse(name, asMade), null, null));
    }

    void written(String name, @Nullable DlmsData shape, Setter<S> setter) {
        Attribute<S> known = attributes.get(name);
        attributes.put(name, new Attribute<>(known == null ? null : known.getter(), setter, shape));
    }

    private static <S extends State> Getter<S> orElse(String name, Getter<S> asMade) {
        return (state, now) -> {
            DlmsData written = state.memory().data(name);
            return written == null ? asMade.get(state, now) : written;
        };
    }

    static <S extends State> Setter<S> keep(String name) {
        return (state, value, task) -> {
            state.memory().put(name, value);
            return DlmsResponse.SUCCESS;
        };
    }

    /** A passive value that waits for its activation. */
    void passive(String name, DlmsData shape) {
        attributes.put(name, new Attribute<>(null, keep(name), shape));
    }

    /** What is written here says when passive values become active ones. */
    void activation(String name, String... changes) {
        activations.put(name, new Activation(name, List.of(changes)));
    }

    /** @param argument what a call must bring; null for anything */
    void method(String name, @Nullable DlmsData argument, Method<S> method) {
        methods.put(name, method);
        if (argument != null) {
            arguments.put(name, argument);
        }
    }

    void log(String name, Log<S> log) {
        logs.put(name, log);
    }

    @Nullable
    Attribute<S> attribute(String name) {
        return attributes.get(name);
    }

    @Nullable
    Method<S> method(String name) {
        return methods.get(name);
    }

    @Nullable
    DlmsData argument(String name) {
        return arguments.get(name);
    }

    @Nullable
    Log<S> log(String name) {
        return logs.get(name);
    }

    @Nullable
    Activation activation(String name) {
        return activations.get(name);
    }
}
