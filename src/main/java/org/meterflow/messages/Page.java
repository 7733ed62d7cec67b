package org.meterflow.messages;

/**
 * A part of a list, newest first.
 *
 * @param number from 0
 */
public record Page(int number, int size) {

    private static final int LARGEST = 1000;

    public Page {
        if (number < 0 || size < 1 || size > LARGEST) {
            throw new IllegalArgumentException("A page has a number from 0 and 1 to " + LARGEST + " lines");
        }
    }

    public static Page first(int size) {
        return new Page(0, size);
    }

    int offset() {
        return number * size;
    }
}
