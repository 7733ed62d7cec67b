package org.meterflow.onboarding;

/**
 * Why a file cannot be taken.
 *
 * @param place the line, or in a heap of certificates the file
 * @param what in a sentence
 */
public record Problem(String place, String what) implements Comparable<Problem> {

    static Problem atLine(int line, String what) {
        return new Problem("Line " + line, what);
    }

    @Override
    public int compareTo(Problem other) {
        return Integer.compare(line(), other.line());
    }

    private int line() {
        return place.startsWith("Line ") ? Integer.parseInt(place.substring("Line ".length())) : 0;
    }
}
