package org.meterflow.metering.cosem;

import org.meterflow.gbcs.Obis;
import org.meterflow.gbcs.OctetWriter;

/**
 * An attribute or a method of an object in a meter (IEC 62056-6-2).
 *
 * @param classId of its interface class
 * @param index of the attribute or the method, from 1
 */
record CosemObject(int classId, Obis name, int index) {

    void write(OctetWriter writer) {
        writer.u16(classId).put(name.octets()).u8(index);
    }

    CosemObject attribute(int other) {
        return new CosemObject(classId, name, other);
    }
}
