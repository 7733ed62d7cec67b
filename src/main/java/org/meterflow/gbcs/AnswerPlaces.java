package org.meterflow.gbcs;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Finds out what each result of an answer is about. Answers repeat nothing of their command, but have its items' order;
 * some rows put an item as often as the request says, so that the number of results tells how often.
 */
final class AnswerPlaces {

    private AnswerPlaces() {}

    /** How often a row of the catalogue puts an item into a command. */
    enum Times {
        ONCE,
        AT_MOST_ONCE,
        /** As often as the request names something; all such items of a row as often. */
        ANY
    }

    /**
     * @param times how often each of the targets comes
     * @return as many targets as results; none when the results cannot be distributed
     */
    static List<DlmsTarget> of(List<DlmsTarget> targets, List<Times> times, int results) {
        int open = (int) times.stream().filter(each -> each != Times.ONCE).count();
        int left = results - (targets.size() - open);
        if (open == 0) {
            return left == 0 ? targets : List.of();
        }
        boolean optional = !times.contains(Times.ANY);
        if (left < 0 || optional && left > open || !optional && left % open != 0) {
            return List.of();
        }
        return optional ? chosen(targets, times, open, left) : repeated(targets, times, left / open);
    }

    private static List<DlmsTarget> repeated(List<DlmsTarget> targets, List<Times> times, int often) {
        List<DlmsTarget> placed = new ArrayList<>();
        for (int i = 0; i < targets.size(); i++) {
            int count = times.get(i) == Times.ONCE ? 1 : often;
            for (int place = 1; place <= count; place++) {
                placed.add(targets.get(i).numbered(place, count));
            }
        }
        return placed;
    }

    /** Of some that may each be absent: where not all came, a result may be about one or the next. */
    private static List<DlmsTarget> chosen(List<DlmsTarget> targets, List<Times> times, int open, int left) {
        List<DlmsTarget> mayCome = new ArrayList<>();
        for (int i = 0; i < targets.size(); i++) {
            if (times.get(i) == Times.AT_MOST_ONCE) {
                mayCome.add(targets.get(i));
            }
        }
        List<DlmsTarget> placed = new ArrayList<>();
        int taken = 0;
        for (int i = 0; i < targets.size(); i++) {
            if (times.get(i) == Times.ONCE) {
                placed.add(targets.get(i));
            } else if (taken < left) {
                List<DlmsTarget> either = mayCome.subList(taken, taken + open - left + 1);
                placed.add(either.get(0)
                        .called(either.stream().map(DlmsTarget::name).collect(Collectors.joining(", or: "))));
                taken++;
            }
        }
        return placed;
    }
}
