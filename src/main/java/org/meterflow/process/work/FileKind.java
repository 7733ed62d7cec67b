package org.meterflow.process.work;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What may be attached to a case: told by the content, which the name must not contradict. */
public enum FileKind {
    PDF("application/pdf", List.of("pdf")),
    PNG("image/png", List.of("png")),
    JPEG("image/jpeg", List.of("jpg", "jpeg")),
    CSV("text/csv", List.of("csv")),
    TEXT("text/plain", List.of("txt", "log"));

    private static final byte[] PDF_BEGINS = "%PDF-".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PNG_BEGINS = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final byte[] JPEG_BEGINS = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF};
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cntrl}&&[^\\t\\r\\n\\f]]");

    private final String mediaType;
    private final List<String> endings;

    FileKind(String mediaType, List<String> endings) {
        this.mediaType = mediaType;
        this.endings = endings;
    }

    public String mediaType() {
        return mediaType;
    }

    /** Empty when it is of no kind that may be attached, or of another than its name says. */
    static Optional<FileKind> of(String name, byte[] content) {
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(kind -> kind.endings.contains(ending))
                .filter(kind -> kind.fits(content))
                .findFirst();
    }

    private boolean fits(byte[] content) {
        return switch (this) {
            case PDF -> begins(content, PDF_BEGINS);
            case PNG -> begins(content, PNG_BEGINS);
            case JPEG -> begins(content, JPEG_BEGINS);
            case CSV, TEXT -> isText(content);
        };
    }

    private static boolean begins(byte[] content, byte[] with) {
        return content.length > with.length && Arrays.equals(content, 0, with.length, with, 0, with.length);
    }

    private static boolean isText(byte[] content) {
        try {
            CharSequence text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content));
            return !begins(content, PDF_BEGINS) && !UNSEEN.matcher(text).find();
        } catch (CharacterCodingException noText) {
            return false;
        }
    }
}
