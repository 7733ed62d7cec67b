package org.meterflow.simulator;

/**
 * What a home pays, in hundred-thousandths of a pound.
 *
 * @param unitPrice per kWh or per cubic metre
 * @param nightPrice per kWh before 7 in the morning; the same as the other when there is one rate only
 * @param standingCharge per day
 */
record Tariff(int unitPrice, int nightPrice, int standingCharge) {

    static Tariff electricity(long seed) {
        int unit = 10 * (int) (2200 + 600 * Consumption.chance(seed, -3));
        boolean twoRates = Consumption.chance(seed, -4) < 0.25;
        return new Tariff(
                unit, twoRates ? unit / 20 * 10 : unit, 10 * (int) (4800 + 1200 * Consumption.chance(seed, -7)));
    }

    static Tariff gas(long seed) {
        int unit = 10 * (int) (5600 + 1400 * Consumption.chance(seed, -3));
        return new Tariff(unit, unit, 10 * (int) (2800 + 500 * Consumption.chance(seed, -7)));
    }

    boolean hasTwoRates() {
        return nightPrice != unitPrice;
    }
}
