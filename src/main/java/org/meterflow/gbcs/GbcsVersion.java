package org.meterflow.gbcs;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The version of the message format that a device understands, as the certified products list names it: {@code 4.1}. */
public record GbcsVersion(int major, int minor) implements Comparable<GbcsVersion> {

    static final GbcsVersion FIRST = new GbcsVersion(1, 0);

    private static final Pattern SHAPE = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})(\\D.*)?");

    public static GbcsVersion of(String text) {
        Matcher parts = SHAPE.matcher(text.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException("'%s' is not a version such as 4.1".formatted(text));
        }
        return new GbcsVersion(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)));
    }

    /** @param device the version of a device; null where it is not known, which counts as the newest */
    boolean isUnderstoodAt(@Nullable GbcsVersion device) {
        return device == null || device.compareTo(this) >= 0;
    }

    @Override
    public int compareTo(GbcsVersion other) {
        return Comparator.comparingInt(GbcsVersion::major)
                .thenComparingInt(GbcsVersion::minor)
                .compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
