package org.meterflow.gbcs;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.meterflow.gbcs.Gbz.Component;
import org.meterflow.gbcs.MeterAnswer.Failed;
import org.meterflow.gbcs.Zcl.Attribute;

/** The attributes that were read, by cluster and id. */
record ReadAttributes(Map<Integer, Attribute> byKey) {

    /** What was read when all of it could be; else the first failure. */
    static MeterAnswer read(Octets payload, Unsealing unsealing, Function<ReadAttributes, MeterAnswer> read) {
        Map<Integer, Attribute> found = new HashMap<>();
        List<Component> components = Gbz.parse(payload).components();
        for (int i = 0; i < components.size(); i++) {
            Component component = components.get(i).opened(unsealing);
            if (component.isDefaultResponse()) {
                if (component.status() != Zcl.SUCCESS && component.status() != Zcl.NOT_FOUND) {
                    return new Failed(component.status(), i, ZclStatus.meaning(component.status()));
                }
                continue;
            }
            if (!component.isAttributes()) {
                continue;
            }
            for (Attribute attribute : Zcl.attributes(component.content())) {
                if (attribute.status() != Zcl.SUCCESS) {
                    return new Failed(attribute.status(), i, ZclStatus.meaning(attribute.status()));
                }
                found.put(key(component.cluster(), attribute.id()), attribute);
            }
        }
        return read.apply(new ReadAttributes(found));
    }

    Attribute at(int cluster, int id) {
        Attribute found = byKey.get(key(cluster, id));
        if (found == null) {
            throw new MalformedGbcs("The answer lacks attribute %04X of cluster %04X".formatted(id, cluster));
        }
        return found;
    }

    long number(int cluster, int id) {
        return at(cluster, id).number();
    }

    static int key(int cluster, int id) {
        return cluster << 16 | id;
    }
}
