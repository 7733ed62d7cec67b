package org.meterflow.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.meterflow.gbcs.DlmsData;
import org.meterflow.gbcs.DlmsData.Shape;
import org.meterflow.gbcs.DlmsTime;

/** The rows an electricity meter's logs are made of: a moment, and numbers, registers or balances after it. */
final class EsmeRows {

    private static final int BALANCES = 6;

    private EsmeRows() {}

    /** Of rows with so many numbers after their moment. */
    static Shape[] shape(int width) {
        return Collections.nCopies(width + 1, Shapes.NUMBER).toArray(Shape[]::new);
    }

    static DlmsData row(Instant at, long... values) {
        List<DlmsData> fields = fields(at);
        for (long value : values) {
            fields.add(DlmsData.u32(value));
        }
        return new DlmsData.Structure(fields);
    }

    private static List<DlmsData> fields(Instant at) {
        return new ArrayList<>(List.of(DlmsData.u32(DlmsTime.secondsSince2000(at))));
    }

    static List<Shape> registerShape(boolean twin) {
        List<Shape> shape = new ArrayList<>(List.of(Shapes.NUMBER, Shapes.NUMBER));
        if (twin) {
            shape.add(Shapes.NUMBER);
        }
        shape.add(new Shape.Repeated(Registers.BY_TIME, Shapes.NUMBER));
        if (twin) {
            shape.add(new Shape.Repeated(SecondElement.TIMES, Shapes.NUMBER));
        }
        shape.addAll(Collections.nCopies(Registers.BLOCKS, new Shape.Repeated(Registers.BLOCK_TIMES, Shapes.NUMBER)));
        return shape;
    }

    static List<DlmsData> registerRow(Esme esme, Instant at, boolean twin) {
        List<DlmsData> fields = fields(at);
        fields.add(DlmsData.u32(esme.energy.imported(at)));
        if (twin) {
            fields.add(DlmsData.u32(secondary(esme, at)));
        }
        long[] registers = esme.registers.at(at);
        fields.add(registers(registers, 0, Registers.BY_TIME));
        if (twin) {
            fields.add(secondElement(esme, at));
        }
        for (int block = 0; block < Registers.BLOCKS; block++) {
            int first = Registers.BY_TIME + block * Registers.BLOCK_TIMES;
            fields.add(registers(registers, first, first + Registers.BLOCK_TIMES));
        }
        return fields;
    }

    static DlmsData registers(long[] registers, int from, int to) {
        List<DlmsData> values = new ArrayList<>();
        for (int i = from; i < to; i++) {
            values.add(DlmsData.u32(registers[i]));
        }
        return new DlmsData.Array(values);
    }

    /** Wh through the second circuit. */
    static long secondary(Esme esme, Instant at) {
        return esme.second == null ? 0 : esme.second.imported(at);
    }

    static DlmsData secondElement(Esme esme, Instant at) {
        return esme.second == null ? Shapes.zeros(SecondElement.TIMES) : esme.second.byTime(at);
    }

    /** What follows the moment, or the registers. */
    static List<Shape> balanceShape() {
        return Collections.nCopies(BALANCES, Shapes.SIGNED);
    }

    static List<DlmsData> balances(Ledger ledger, Instant at) {
        return List.of(
                DlmsData.i32(ledger.balance(at)),
                DlmsData.i32(ledger.emergencyCredit(at)),
                DlmsData.i32(0),
                DlmsData.i32(ledger.debt(Ledger.PAYMENT_DEBT, at)),
                DlmsData.i32(ledger.debt(Ledger.TIME_DEBT_1, at)),
                DlmsData.i32(ledger.debt(Ledger.TIME_DEBT_2, at)));
    }

    /** A row for each moment: how the account stood. */
    static DlmsData balances(Ledger ledger, List<Instant> moments) {
        List<Shape> shape = new ArrayList<>(List.of(Shapes.NUMBER));
        shape.addAll(balanceShape());
        List<DlmsData> rows = new ArrayList<>();
        for (Instant at : moments) {
            List<DlmsData> fields = fields(at);
            fields.addAll(balances(ledger, at));
            rows.add(new DlmsData.Structure(fields));
        }
        return Shapes.rows(rows, shape.toArray(Shape[]::new));
    }

    /** A row for each moment: how the registers stood. */
    static DlmsData registers(Esme esme, List<Instant> moments, boolean twin) {
        return Shapes.rows(
                moments.stream()
                        .map(at -> new DlmsData.Structure(registerRow(esme, at, twin)))
                        .toList(),
                registerShape(twin).toArray(Shape[]::new));
    }
}
