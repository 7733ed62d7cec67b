package org.meterflow.workbench;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.Octets;
import org.meterflow.identifier.Eui64;

/** One place in a request, which knows its path, so that what is wrong there can be told exactly. */
record RequestPath(JsonNode node, String path) {

    /** @return null when there is nothing, or null, under this name */
    @Nullable
    RequestPath find(String name) {
        JsonNode found = node.get(name);
        return found == null || found.isNull()
                ? null
                : new RequestPath(found, path.isEmpty() ? name : path + "." + name);
    }

    RequestPath at(String name) {
        RequestPath found = find(name);
        if (found == null) {
            throw new Refused("'%s' is missing%s".formatted(name, path.isEmpty() ? "" : " in " + path));
        }
        return found;
    }

    List<RequestPath> elements() {
        if (!node.isArray()) {
            throw expected("a list");
        }
        List<RequestPath> places = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            places.add(new RequestPath(node.get(i), path + "[" + i + "]"));
        }
        return places;
    }

    String text() {
        if (!node.isValueNode()) {
            throw expected("a text");
        }
        return node.asText();
    }

    boolean flag() {
        if (!node.isBoolean()) {
            throw expected("true or false");
        }
        return node.booleanValue();
    }

    /** A whole number, as such or in decimal digits. */
    BigInteger number() {
        if (node.isIntegralNumber()) {
            return node.bigIntegerValue();
        }
        if (!node.isTextual() || !node.textValue().matches("-?\\d{1,40}")) {
            throw expected("a whole number");
        }
        return new BigInteger(node.textValue());
    }

    int number(int from, int to) {
        return (int) number(BigInteger.valueOf(from), BigInteger.valueOf(to));
    }

    /** A whole number of this many bits; unsigned ones of 64 bits may come back negative. */
    long number(int bits, boolean signed) {
        BigInteger range = BigInteger.ONE.shiftLeft(signed ? bits - 1 : bits);
        return number(signed ? range.negate() : BigInteger.ZERO, range.subtract(BigInteger.ONE));
    }

    private long number(BigInteger from, BigInteger to) {
        BigInteger number = number();
        if (number.compareTo(from) < 0 || number.compareTo(to) > 0) {
            throw new Refused("%s is %s, which is not from %s to %s".formatted(path, number, from, to));
        }
        return number.longValue();
    }

    /** A number in so many hex digits, such as a message code. */
    int hexNumber(int digits) {
        String text = text();
        if (!text.matches("[0-9A-Fa-f]{" + digits + "}")) {
            throw expected(digits + " hex digits");
        }
        return Integer.parseUnsignedInt(text, 16);
    }

    Octets octets() {
        String text = text();
        if (text.length() % 2 != 0 || !text.matches("[0-9A-Fa-f]*")) {
            throw expected("hex digits, two for each byte");
        }
        return Octets.ofHex(text);
    }

    /** With or without dashes. */
    Eui64 eui64() {
        try {
            return Eui64.of(text().strip());
        } catch (IllegalArgumentException notOne) {
            throw new Refused(path + " should be an EUI-64 such as 00-DB-12-34-56-78-90-A0", notOne);
        }
    }

    Refused expected(String what) {
        String found = node.toString();
        String shown = found.length() > 60 ? found.substring(0, 60) + "…" : found;
        return new Refused("%s should be %s, not %s".formatted(path.isEmpty() ? "The request" : path, what, shown));
    }
}
