package org.meterflow.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.DlmsData;
import org.meterflow.gbcs.DlmsRequest.Item;
import org.meterflow.gbcs.DlmsRequest.Verb;
import org.meterflow.gbcs.DlmsResponse;
import org.meterflow.gbcs.DlmsResponse.Result;
import org.meterflow.gbcs.DlmsTime;
import org.meterflow.gbcs.MalformedGbcs;
import org.meterflow.gbcs.Obis;
import org.meterflow.gbcs.Octets;
import org.meterflow.gbcs.SealedRead;
import org.meterflow.simulator.ObjectModel.Attribute;

/** Reads attributes and logs of a device whose values only the one who asked may see: they are sealed together. */
final class SealedReading<S extends ObjectModel.State> {

    private final ObjectModel<S> model;
    private final S state;

    SealedReading(ObjectModel<S> model, S state) {
        this.model = model;
        this.state = state;
    }

    Result read(Item item, Task task) {
        SealedRead read = SealedRead.parse(item.data());
        boolean ofThisMessage = read.counter() == task.command().originatorCounter()
                && read.device().equals(task.command().recipient());
        if (!ofThisMessage) {
            return Result.failed(Verb.ACTION, DlmsResponse.SCOPE_VIOLATED);
        }
        List<DlmsData> values = new ArrayList<>();
        for (DlmsData target : item.data().at(0).elements()) {
            DlmsData value = value(target, task);
            if (value == null) {
                return Result.failed(Verb.ACTION, DlmsResponse.OBJECT_UNDEFINED);
            }
            values.add(value);
        }
        Octets plain = new DlmsData.Structure(values).encode();
        return plain.length() > DlmsDevice.LONGEST
                ? Result.failed(Verb.ACTION, DlmsResponse.OTHER_REASON)
                : Result.of(Verb.ACTION, read.answer(task.sealing().seal(plain.bytes())));
    }

    private @Nullable DlmsData value(DlmsData target, Task task) {
        Obis object = new Obis(target.at(1).text());
        String name = target.at(0).number() + " " + object + " " + target.at(2).number();
        DlmsData selection = target.at(4);
        if (selection.at(0).number() == DlmsDevice.BY_RANGE) {
            ObjectModel.Log<S> log = model.log(name);
            Instant from = DlmsTime.instant(selection.at(1).at(0).text());
            Instant to = DlmsTime.instant(selection.at(1).at(1).text());
            if (from == null || to == null) {
                throw new MalformedGbcs("A period is read from one full date and time to another");
            }
            return log == null ? null : log.rows(state, from, to, task.now());
        }
        Attribute<S> attribute = model.attribute(name);
        return attribute == null || attribute.getter() == null
                ? null
                : attribute.getter().get(state, task.now());
    }
}
