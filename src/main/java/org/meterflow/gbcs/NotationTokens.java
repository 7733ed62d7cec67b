package org.meterflow.gbcs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of one sentence of the catalogue's notation, taken one after the other. */
final class NotationTokens {

    private static final Pattern TOKEN = Pattern.compile("\\s*(?:"
            + "(?<obis>\\d+-\\d+:\\d+\\.\\d+\\.\\d+\\.\\d+)"
            + "|(?<hexNumber>0x[0-9A-Fa-f]+)"
            + "|(?<number>-?\\d+)"
            + "|(?<bytes>x(?:[0-9A-Fa-f]{2})+(?![A-Za-z0-9]))"
            + "|'(?<text>[^']*)'"
            + "|\\$(?<path>/?[A-Za-z@.][A-Za-z0-9_.]*(?:\\[[^\\]]*\\])?(?:/@?[A-Za-z][A-Za-z0-9_.]*(?:\\[[^\\]]*\\])?)*)"
            + "|(?<word>[A-Za-z][A-Za-z0-9.]*)"
            + "|(?<mark>[{}\\[\\](),?=]))");

    record Token(String kind, String text) {

        boolean is(String mark) {
            return !kind.equals("text") && text.equals(mark);
        }
    }

    private final String source;
    private final List<Token> tokens = new ArrayList<>();
    private int position;

    NotationTokens(String source) {
        this.source = source;
        Matcher matcher = TOKEN.matcher(source.strip());
        int end = 0;
        while (end < matcher.regionEnd()) {
            if (!matcher.find(end) || matcher.start() != end) {
                throw wrong("'" + source.strip().substring(end) + "'");
            }
            tokens.add(token(matcher));
            end = matcher.end();
        }
    }

    private static Token token(Matcher matcher) {
        for (String kind : List.of("obis", "hexNumber", "number", "bytes", "text", "path", "word", "mark")) {
            String text = matcher.group(kind);
            if (text != null) {
                return new Token(kind, text);
            }
        }
        throw new IllegalStateException("A token of no kind");
    }

    String path() {
        Token token = next();
        if (!token.kind.equals("path")) {
            throw wrong("'" + token.text + "' where a $path was expected");
        }
        return token.text;
    }

    boolean atEnd() {
        return position >= tokens.size();
    }

    Token next() {
        if (atEnd()) {
            throw wrong("its end");
        }
        return tokens.get(position++);
    }

    boolean accept(String mark) {
        if (!atEnd() && tokens.get(position).is(mark)) {
            position++;
            return true;
        }
        return false;
    }

    void expect(String mark) {
        if (!accept(mark)) {
            throw wrong((atEnd() ? "its end" : "'" + tokens.get(position).text + "'") + " where " + mark + " was due");
        }
    }

    void end() {
        if (!atEnd()) {
            throw wrong("'" + tokens.get(position).text + "' after its end");
        }
    }

    IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException(
                "The catalogue of use cases has no sense of '%s': it found %s".formatted(source, what));
    }

    int position() {
        return position;
    }

    /** So that another reading may be tried. */
    void backTo(int earlier) {
        position = earlier;
    }
}
