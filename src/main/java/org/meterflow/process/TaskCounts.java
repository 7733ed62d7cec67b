package org.meterflow.process;

/**
 * How many tasks there are of what somebody looks for.
 *
 * @param all without those set aside
 * @param soon due within half an hour
 */
public record TaskCounts(long mine, long nobodys, long all, long setAside, long overdue, long soon) {

    public static final TaskCounts NONE = new TaskCounts(0, 0, 0, 0, 0, 0);

    public long of(TaskFilter.Claim claim) {
        return switch (claim) {
            case MINE -> mine;
            case NOBODYS -> nobodys;
            case ALL -> all;
            case SET_ASIDE -> setAside;
        };
    }
}
