package org.meterflow.simulator;

import java.time.Instant;

/**
 * How a meter's registers stood at a moment: everything later is counted from here.
 *
 * @param used what had been used in all
 */
record RegisterPage(Instant at, long used, long[] registers) {

    static RegisterPage read(String line) {
        String[] parts = line.split(" ");
        long[] registers = new long[Registers.ALL];
        for (int i = 2; i < parts.length; i++) {
            int colon = parts[i].indexOf(':');
            registers[Integer.parseInt(parts[i].substring(0, colon))] = Long.parseLong(parts[i].substring(colon + 1));
        }
        return new RegisterPage(Instant.ofEpochMilli(Long.parseLong(parts[0])), Long.parseLong(parts[1]), registers);
    }

    /** Registers that hold nothing are left out. */
    String write() {
        StringBuilder line =
                new StringBuilder().append(at.toEpochMilli()).append(' ').append(used);
        for (int i = 0; i < registers.length; i++) {
            if (registers[i] != 0) {
                line.append(' ').append(i).append(':').append(registers[i]);
            }
        }
        return line.toString();
    }

    /** What the registers held at a moment between this page and the next, when so much had been used in all. */
    long[] before(RegisterPage next, long usedThen) {
        double all = Math.max(1, next.used - used);
        double share = (usedThen - used) / all;
        long[] between = new long[registers.length];
        for (int i = 0; i < between.length; i++) {
            between[i] = registers[i] + Math.round(share * Math.max(0, next.registers[i] - registers[i]));
        }
        return between;
    }
}
