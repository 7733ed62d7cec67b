package org.meterflow.desk;

import java.util.Objects;
import org.springframework.web.multipart.MultipartFile;

/** What an uploaded file is called. */
final class UploadName {

    private static final int LONGEST = 100;

    private UploadName() {}

    /** Without the folder that some browsers send along, and without signs that nobody sees. */
    static String of(MultipartFile file) {
        String name = Objects.requireNonNullElse(file.getOriginalFilename(), "")
                .replaceFirst("^.*[/\\\\]", "")
                .strip();
        String plain = name.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}]", "");
        return plain.isEmpty() ? "file" : plain.substring(Math.max(0, plain.length() - LONGEST));
    }
}
