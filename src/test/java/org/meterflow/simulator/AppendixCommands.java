package org.meterflow.simulator;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.meterflow.gbcs.Der;
import org.meterflow.gbcs.DlmsData;
import org.meterflow.gbcs.DlmsRequest.Item;
import org.meterflow.gbcs.DlmsType;
import org.meterflow.gbcs.Gbz.Component;
import org.meterflow.gbcs.Obis;
import org.meterflow.gbcs.OctetWriter;
import org.meterflow.gbcs.Octets;
import org.meterflow.gbcs.Zcl;

/** The description of the message format, read as a list of commands with the types of their answers. */
final class AppendixCommands {

    /** @param role the first originator named */
    record UseCaseRow(String name, List<String> codes, String role, String device, boolean critical, String form) {}

    record Described(UseCaseRow row, List<String> command, List<String> response) {}

    private AppendixCommands() {}

    static List<Described> read(Path document) throws IOException {
        String text = Files.readString(document);
        Map<String, UseCaseRow> rows =
                rows(text.substring(text.indexOf("## Appendix A"), text.indexOf("## Appendix B")));
        List<Described> all = new ArrayList<>();
        for (String section : text.substring(text.indexOf("## Appendix B")).split("\n### ")) {
            String name = section.split(" ")[0];
            UseCaseRow row = rows.get(name);
            if (row != null && section.contains("- command:") && section.contains("- response:")) {
                String command = section.substring(section.indexOf("- command:"), section.indexOf("- response:"));
                int alert = section.indexOf("- alert:");
                String response =
                        section.substring(section.indexOf("- response:"), alert < 0 ? section.length() : alert);
                all.add(new Described(row, items(command), items(response)));
            }
        }
        return all;
    }

    private static Map<String, UseCaseRow> rows(String table) {
        Map<String, UseCaseRow> rows = new HashMap<>();
        for (String line : table.split("\n")) {
            String[] cells = line.split("\\|");
            if (line.startsWith("|") && cells.length > 9 && cells[3].matches("[0-9A-F/]+")) {
                rows.put(
                        cells[1],
                        new UseCaseRow(
                                cells[1],
                                List.of(cells[3].split("/")),
                                cells[5].split("/")[0],
                                cells[6].split("/")[0],
                                cells[7].equals("yes"),
                                cells[8]));
            }
        }
        return rows;
    }

    private static List<String> items(String part) {
        Matcher items = Pattern.compile("- `(.*)`").matcher(part);
        List<String> found = new ArrayList<>();
        while (items.find()) {
            found.add(items.group(1));
        }
        return found;
    }

    // Electricity

    static List<Item> electricity(List<String> lines) {
        return lines.stream().map(AppendixCommands::item).toList();
    }

    private static Item item(String line) {
        String[] parts = line.split(" ", 5);
        int classId = Integer.parseInt(parts[1]);
        Obis object = Obis.of(parts[2].chars().filter(each -> each == '.').count() == 2 ? parts[2] + ".255" : parts[2]);
        int member = Integer.parseInt(parts[3]);
        String rest = parts.length > 4 ? parts[4] : "";
        return switch (parts[0]) {
            case "GET" -> Item.get(classId, object, member);
            case "SET" -> Item.set(classId, object, member, new Text(rest.substring(3)).value());
            case "ACT" ->
                Item.action(
                        classId, object, member, rest.isEmpty() ? DlmsData.NULL : new Text(rest.substring(3)).value());
            default -> Item.select(classId, object, member, 1, new Text(rest.replace("selector 1 ", "")).value());
        };
    }

    /** Values as they are written in the description. */
    private static final class Text {
        private final String text;
        private int at;

        Text(String text) {
            this.text = text;
        }

        private boolean take(String what) {
            boolean there = text.startsWith(what, at);
            at += there ? what.length() : 0;
            return there;
        }

        private String until(String ends) {
            int from = at;
            while (at < text.length() && ends.indexOf(text.charAt(at)) < 0) {
                at++;
            }
            return text.substring(from, at).strip();
        }

        DlmsData value() {
            if (take("{")) {
                return new DlmsData.Structure(values('}'));
            }
            if (take("array[")) {
                return array(Integer.parseInt(until("]")));
            }
            if (take("null")) {
                return DlmsData.NULL;
            }
            if (take("bits=(")) {
                int count = Integer.parseInt(until(","));
                until("'");
                at++;
                Octets bits = Octets.ofHex(until("'"));
                until(")");
                at++;
                return new DlmsData.BitString(count, bits);
            }
            if (take("vis=")) {
                return new DlmsData.Text(DlmsType.TextType.VISIBLE, ascii(until(",}>")));
            }
            return take("oct") ? octets() : number();
        }

        private DlmsData octets() {
            if (take("\"")) {
                Octets value = ascii(until("\""));
                at++;
                return DlmsData.octets(value);
            }
            if (take("''")) {
                return DlmsData.octets(Octets.NONE);
            }
            until(":(\"");
            if (take("\"")) {
                Octets value = ascii(until("\""));
                at++;
                return DlmsData.octets(value);
            }
            if (take("(")) {
                Octets value = Obis.of(until(")")).octets();
                at++;
                return DlmsData.octets(value);
            }
            at++;
            return DlmsData.octets(Octets.ofHex(until(",}>")));
        }

        private DlmsData number() {
            String type = until("=");
            at++;
            long value = Long.parseLong(until(",}>"));
            return switch (type) {
                case "bool" -> new DlmsData.Bool((int) value);
                case "enum" -> DlmsData.enumerated(value);
                default ->
                    new DlmsData.Numeric(DlmsType.NumericType.valueOf(type.toUpperCase(java.util.Locale.ROOT)), value);
            };
        }

        private DlmsData array(int count) {
            at++;
            if (take(" of ")) {
                return new DlmsData.Array(java.util.Collections.nCopies(count, value()));
            }
            at++;
            return new DlmsData.Array(values('>'));
        }

        private List<DlmsData> values(char end) {
            List<DlmsData> values = new ArrayList<>();
            while (at < text.length() && text.charAt(at) != end) {
                if (!take(", ") && !take(",")) {
                    values.add(value());
                }
            }
            at++;
            return values;
        }

        private static Octets ascii(String value) {
            return Octets.of(value.getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** A type as it is written in the description, in the form of {@link MeterTypes}. */
    static String type(String written) {
        String type = written.replaceAll(" n=\\d+ ?", "")
                .replaceAll("oct'?\\d*", "oct")
                .replaceAll("<oct[^,{}<>]*\"", "<oct");
        String before;
        do {
            before = type;
            type = type.replaceAll("array\\[\\d+] of (\\{(?:[^{}]|\\{[^{}]*})*}|[a-z0-9]+)", "array<$1>")
                    .replaceAll("array\\[\\d+]<", "array<");
        } while (!type.equals(before));
        type = type.replaceAll("compact-array", "compact").replace(" ", "");
        return firstOfEach(type);
    }

    /** Of an array's elements the first, to the depth they are nested. */
    private static String firstOfEach(String type) {
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (at < type.length()) {
            out.append(type.charAt(at));
            if (type.charAt(at) == '<') {
                int depth = 0;
                int end = at + 1;
                int comma = -1;
                while (depth > 0 || type.charAt(end) != '>') {
                    char each = type.charAt(end);
                    depth += "{<(".indexOf(each) >= 0 ? 1 : "}>)".indexOf(each) >= 0 ? -1 : 0;
                    comma = each == ',' && depth == 0 && comma < 0 ? end : comma;
                    end++;
                }
                out.append(firstOfEach(type.substring(at + 1, comma < 0 ? end : comma)))
                        .append('>');
                at = end;
            }
            at++;
        }
        return out.toString();
    }

    // Gas

    static List<Component> gas(List<String> lines) {
        List<Component> components = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith("…")) {
                continue;
            }
            Matcher from = Pattern.compile("^from=([0-9A-F]{8}) (.*)").matcher(line);
            boolean dated = from.matches();
            String[] parts = (dated ? from.group(2) : line).split(" ");
            int cluster = Integer.parseInt(parts[0], 16);
            int control = Integer.parseInt(parts[1].substring(3), 16);
            boolean reads = parts[2].equals("ReadAttributes");
            Octets content = reads ? attributes(parts) : Octets.ofHex(parts[4]);
            int command = reads ? Zcl.READ_ATTRIBUTES : Integer.parseInt(parts[3].substring(1, 3), 16);
            components.add(new Component(
                    cluster,
                    dated ? Long.valueOf(Long.parseLong(from.group(1), 16)) : null,
                    null,
                    control,
                    components.size(),
                    command,
                    content));
        }
        return components;
    }

    private static Octets attributes(String[] parts) {
        OctetWriter ids = new OctetWriter();
        for (int i = 3; i < parts.length; i++) {
            ids.littleEndian(Integer.parseInt(parts[i], 16), 2);
        }
        return ids.toOctets();
    }

    // ASN.1

    /** @param certificate in the place of each certificate that is left out */
    static Der asn1(String written, Octets certificate) {
        return new Asn1Text(written, certificate).value();
    }

    private static final class Asn1Text {
        private final String text;
        private final Octets certificate;
        private int at;

        Asn1Text(String text, Octets certificate) {
            this.text = text;
            this.certificate = certificate;
        }

        Der value() {
            if (text.startsWith("<Certificate>", at)) {
                at += "<Certificate>".length();
                return Der.parse(certificate);
            }
            int tag = Integer.parseInt(text.substring(at, at + 2), 16);
            at += 2;
            if (text.charAt(at) == ':') {
                int from = ++at;
                while (at < text.length() && Character.digit(text.charAt(at), 16) >= 0) {
                    at++;
                }
                return Der.leaf(tag, Octets.ofHex(text.substring(from, at)));
            }
            at++;
            List<Der> children = new ArrayList<>();
            while (text.charAt(at) != ')') {
                if (text.charAt(at) == ' ') {
                    at++;
                } else {
                    children.add(value());
                }
            }
            at++;
            return Der.node(tag, children);
        }
    }
}
