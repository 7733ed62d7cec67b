package org.meterflow.messages;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Which of the keys that wait may have been meant by one that matches nothing. */
final class NearMisses {

    private static final int SHOWN = 3;

    private NearMisses() {}

    /** @return sentences, nearest first; keys that differ by more than a third are no near misses */
    static List<String> among(String field, String key, Collection<String> waiting) {
        int farthest = Math.max(1, Math.min(key.length() / 3, 4));
        return waiting.stream()
                .filter(candidate -> Math.abs(candidate.length() - key.length()) <= farthest)
                .map(candidate -> new Near(
                        candidate,
                        key.equalsIgnoreCase(candidate) && !key.equals(candidate) ? 1 : distance(key, candidate)))
                .filter(near -> near.distance <= farthest && near.distance > 0)
                .sorted(Comparator.comparingInt(Near::distance).thenComparing(Near::key))
                .limit(SHOWN)
                .map(near -> "nearest: " + field + " " + near.key + ", yours " + key + hint(key, near.key))
                .toList();
    }

    private record Near(String key, int distance) {}

    private static String hint(String yours, String other) {
        if (yours.equalsIgnoreCase(other)) {
            return ": other letter case?";
        }
        if (distance(yours, other) != 1) {
            return "";
        }
        if (yours.length() != other.length()) {
            return yours.length() < other.length() ? ": one character missing?" : ": one character too many?";
        }
        int at = 0;
        while (yours.charAt(at) == other.charAt(at)) {
            at++;
        }
        boolean swapped = at + 1 < yours.length()
                && yours.charAt(at) == other.charAt(at + 1)
                && yours.charAt(at + 1) == other.charAt(at);
        if (!swapped) {
            return ": one character differs";
        }
        return at + 2 == yours.length() ? ": last two characters swapped?" : ": two characters swapped?";
    }

    /** Insertions, deletions, replacements and swaps of neighbours (optimal string alignment). */
    static int distance(String left, String right) {
        int[][] cost = new int[left.length() + 1][right.length() + 1];
        for (int i = 0; i <= left.length(); i++) {
            for (int j = 0; j <= right.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, left, right, i, j);
            }
        }
        return cost[left.length()][right.length()];
    }

    private static int cheapest(int[][] cost, String left, String right, int i, int j) {
        int replaced = cost[i - 1][j - 1] + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replaced, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        boolean swap = i > 1
                && j > 1
                && left.charAt(i - 1) == right.charAt(j - 2)
                && left.charAt(i - 2) == right.charAt(j - 1);
        return swap ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }
}
