package org.meterflow.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.DlmsData;
import org.meterflow.gbcs.DlmsRequest;
import org.meterflow.gbcs.DlmsRequest.Item;
import org.meterflow.gbcs.DlmsRequest.Verb;
import org.meterflow.gbcs.DlmsResponse;
import org.meterflow.gbcs.DlmsResponse.Result;
import org.meterflow.gbcs.DlmsTime;
import org.meterflow.gbcs.MalformedGbcs;
import org.meterflow.gbcs.Octets;
import org.meterflow.gbcs.SealedRead;
import org.meterflow.simulator.ObjectModel.Attribute;
import org.meterflow.simulator.ObjectModel.Method;

/** A device of objects and attributes: it goes through the items of a command and stops at the first that fails. */
class DlmsDevice<S extends ObjectModel.State> implements Behaviour {

    private static final int UNSPECIFIED = 0xFF;
    static final int BY_RANGE = 1;

    /** More rows than this do not fit into a message. */
    static final int LONGEST = 60_000;

    private final ObjectModel<S> model;
    private final S state;
    private final Activations<S> activations;
    private final SealedReading<S> sealed;

    DlmsDevice(ObjectModel<S> model, S state) {
        this.model = model;
        this.state = state;
        this.activations = new Activations<>(model, state);
        this.sealed = new SealedReading<>(model, state);
    }

    S state() {
        return state;
    }

    @Override
    public int clockStatus() {
        return UNSPECIFIED;
    }

    @Override
    public void passTime(Instant now, Announcer alerts) {
        activations.carryOutDue(now, alerts);
    }

    @Override
    public @Nullable Instant nextDue() {
        return activations.nextDue();
    }

    @Override
    public Octets execute(Task task) {
        DlmsRequest request = DlmsRequest.parse(task.command().payload());
        List<Result> results = new ArrayList<>();
        boolean failed = false;
        for (Item item : request.items()) {
            Result result = failed ? Result.failed(item.verb(), DlmsResponse.OTHER_REASON) : execute(item, task);
            failed = failed || result.code() != DlmsResponse.SUCCESS;
            results.add(result);
        }
        return new DlmsResponse(request.invokeId(), results).encode();
    }

    private Result execute(Item item, Task task) {
        String name = item.classId() + " " + item.object() + " " + item.member();
        try {
            return switch (item.verb()) {
                case GET -> read(name, task);
                case SELECT -> select(name, item, task);
                case SET -> Result.failed(Verb.SET, write(name, item.data(), task));
                case ACTION ->
                    item.classId() == SealedRead.CLASS ? sealed.read(item, task) : call(name, item.data(), task);
            };
        } catch (MalformedGbcs otherParameters) {
            return Result.failed(item.verb(), DlmsResponse.TYPE_UNMATCHED);
        }
    }

    private Result read(String name, Task task) {
        Attribute<S> attribute = model.attribute(name);
        if (attribute == null && model.activation(name) != null) {
            return Result.of(Verb.GET, DlmsData.octets(activations.time(name)));
        }
        if (attribute == null) {
            return Result.failed(Verb.GET, DlmsResponse.OBJECT_UNDEFINED);
        }
        return attribute.getter() == null
                ? Result.failed(Verb.GET, DlmsResponse.READ_WRITE_DENIED)
                : Result.of(Verb.GET, attribute.getter().get(state, task.now()));
    }

    private Result select(String name, Item item, Task task) {
        ObjectModel.Log<S> log = model.log(name);
        if (log == null) {
            return Result.failed(Verb.GET, DlmsResponse.OBJECT_UNDEFINED);
        }
        DlmsData selection = item.selection();
        if (item.selector() != BY_RANGE || selection == null) {
            return Result.failed(Verb.GET, DlmsResponse.TYPE_UNMATCHED);
        }
        Instant from = DlmsTime.since2000(selection.at(1).number());
        Instant to = DlmsTime.since2000(selection.at(2).number());
        DlmsData rows = log.rows(state, from, to, task.now());
        return rows.encode().length() > LONGEST
                ? Result.failed(Verb.GET, DlmsResponse.OTHER_REASON)
                : Result.of(Verb.GET, rows);
    }

    private int write(String name, DlmsData value, Task task) {
        if (model.activation(name) != null) {
            return activations.set(name, value, task);
        }
        Attribute<S> attribute = model.attribute(name);
        if (attribute == null) {
            return DlmsResponse.OBJECT_UNDEFINED;
        }
        if (attribute.setter() == null) {
            return DlmsResponse.READ_WRITE_DENIED;
        }
        return Shapes.fits(attribute.shape(), value)
                ? attribute.setter().set(state, value, task)
                : DlmsResponse.TYPE_UNMATCHED;
    }

    private Result call(String name, DlmsData argument, Task task) {
        Method<S> method = model.method(name);
        if (method == null) {
            return Result.failed(Verb.ACTION, DlmsResponse.OBJECT_UNDEFINED);
        }
        if (!Shapes.fits(model.argument(name), argument)) {
            return Result.failed(Verb.ACTION, DlmsResponse.TYPE_UNMATCHED);
        }
        Outcome outcome = method.call(state, argument, task);
        return new Result(Verb.ACTION, outcome.code(), outcome.data());
    }
}
