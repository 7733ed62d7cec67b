package org.meterflow.registration;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** Writes registration files the way a registration body would. */
class FileText {

    final String sender;
    final String kind;
    final int sequence;
    final List<String> records = new ArrayList<>();
    String receiver = "DCCX";
    String countShift = "";
    String version = "";
    String headerCount = "";
    String created = "20251124";

    FileText(String sender, String kind, int sequence) {
        this.sender = sender;
        this.kind = kind;
        this.sequence = sequence;
    }

    FileText record(String mpxn, String network, String supplier, String from, String to) {
        return line("R|%s|%s|%s|%s|%s|%s|_L||01|E|1 High Street|QZ1 1AA|1001|I|A"
                .formatted(mpxn, mpxn.length() == 13 ? "E" : "G", network, supplier, from, to));
    }

    FileText line(String line) {
        records.add(line);
        return this;
    }

    String name() {
        return String.format(Locale.ROOT, "%s_%s_%s_%06d.csv", sender, kind, created, sequence);
    }

    byte[] bytes() {
        return bytes("");
    }

    byte[] bytes(String hashSpoiler) {
        StringBuilder text = new StringBuilder();
        text.append("H|%s|%s|%s|2025-11-24T19:00:00Z|%s%s%s\n"
                .formatted(
                        sender,
                        receiver,
                        sequence,
                        headerCount.isEmpty() ? records.size() : headerCount,
                        countShift,
                        version));
        records.forEach(record -> text.append(record).append('\n'));
        String hash = sha256(text + hashSpoiler);
        text.append("Z|%s|%s\n".formatted(records.size(), hash));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
