package org.meterflow.gbcs;

import java.time.Instant;

/** From when to when a request wants a log, and how a meter is told so. */
final class LogPeriod {

    static final int BY_RANGE = 1;

    private static final String FROM = "ReadLogPeriod/StartDateTime";
    private static final String TO = "ReadLogPeriod/EndDateTime";

    private LogPeriod() {}

    /** The rows of a log between two moments, by its clock column (IEC 62056-6-2, range descriptor). */
    static DlmsData range(Template.Context context) {
        return DlmsData.structure(
                DlmsData.structure(
                        DlmsData.u16(1),
                        DlmsData.octets(Obis.of("0-0:94.44.100.255").octets()),
                        DlmsData.i8(2),
                        DlmsData.u16(0)),
                DlmsData.u32(DlmsTime.secondsSince2000(from(context))),
                DlmsData.u32(DlmsTime.secondsSince2000(to(context))),
                DlmsData.array());
    }

    static Instant from(Template.Context context) {
        return time(context, FROM);
    }

    static Instant to(Template.Context context) {
        return time(context, TO);
    }

    private static Instant time(Template.Context context, String path) {
        return Dates.instant(context.request().required(path));
    }
}
