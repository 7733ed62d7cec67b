package org.meterflow.metering.cosem;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.meterflow.gbcs.MalformedGbcs;
import org.meterflow.gbcs.Obis;
import org.meterflow.identifier.Reason;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** Which objects of which kind of meter answer our requests: {@code profiles.yaml}, or an installation's own file. */
@Component
class Profiles {

    private static final int CLOCK = 8;
    private static final int REGISTER = 3;
    private static final int PROFILE_GENERIC = 7;

    private final String file;
    private final Map<String, Map<String, List<Step>>> profiles = new LinkedHashMap<>();

    Profiles(CosemSettings settings) {
        Resource resource = settings.profiles();
        this.file = resource.getDescription();
        try (InputStream text = resource.getInputStream()) {
            Object whole = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
            map(whole, "the file").forEach((profile, services) -> {
                Map<String, List<Step>> steps = new LinkedHashMap<>();
                map(services, profile).forEach((variant, list) -> steps.put(variant, steps(list, variant)));
                profiles.put(profile, steps);
            });
        } catch (YAMLException noYaml) {
            throw wrong(Reason.of(noYaml));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    boolean has(String profile) {
        return profiles.containsKey(profile);
    }

    /** @return empty when meters of this profile cannot be asked that */
    List<Step> steps(String profile, String variant) {
        return profiles.getOrDefault(profile, Map.of()).getOrDefault(variant, List.of());
    }

    private List<Step> steps(Object list, String variant) {
        if (!(list instanceof List<?> entries) || entries.isEmpty()) {
            throw wrong("'%s' needs a list of steps".formatted(variant));
        }
        List<Step> steps = new ArrayList<>();
        for (Object entry : entries) {
            try {
                steps.add(step(map(entry, variant)));
            } catch (MalformedGbcs | NumberFormatException malformed) {
                throw wrong("'%s': %s".formatted(variant, malformed.getMessage()));
            }
        }
        return List.copyOf(steps);
    }

    private Step step(Map<String, Object> entry) {
        if (entry.containsKey("read")) {
            return new Step.Read(text(entry, "read"), object(entry, REGISTER, "attribute", 2));
        }
        if (entry.containsKey("log")) {
            return new Step.Log(
                    text(entry, "log"),
                    object(entry, PROFILE_GENERIC, "attribute", 2),
                    new CosemObject(REGISTER, Obis.of(text(entry, "of")), 3),
                    number(entry, "time", 0),
                    number(entry, "register", 1));
        }
        if (entry.containsKey("write")) {
            String value = text(entry, "value");
            return new Step.Write(
                    text(entry, "write"),
                    object(entry, CLOCK, "attribute", 2),
                    value.equals("now") ? null : Long.valueOf(value));
        }
        if (entry.containsKey("call")) {
            return new Step.Call(text(entry, "call"), object(entry, 0, "method", 0));
        }
        throw wrong("a step is a read, a log, a write or a call, not " + entry);
    }

    private CosemObject object(Map<String, Object> entry, int usualClass, String kind, int usualIndex) {
        int classId = number(entry, "class", usualClass);
        int index = number(entry, kind, usualIndex);
        if (classId < 1 || classId > 0xFFFF || index < 1 || index > 0xFF) {
            throw wrong("a step names its class and %s: %s".formatted(kind, entry));
        }
        return new CosemObject(classId, Obis.of(text(entry, "object")), index);
    }

    private String text(Map<String, Object> entry, String key) {
        Object value = entry.get(key);
        if (value == null) {
            throw wrong("a step lacks its '%s': %s".formatted(key, entry));
        }
        return value.toString();
    }

    private static int number(Map<String, Object> entry, String key, int usual) {
        Object value = entry.get(key);
        return value == null ? usual : Integer.parseInt(value.toString());
    }

    private Map<String, Object> map(Object value, String what) {
        if (!(value instanceof Map<?, ?> entries)) {
            throw wrong("%s is not made of names and values".formatted(what));
        }
        Map<String, Object> result = new LinkedHashMap<>();
        entries.forEach((key, each) -> result.put(key == null ? "" : key.toString(), each == null ? "" : each));
        return result;
    }

    private IllegalStateException wrong(String what) {
        return new IllegalStateException(file + ": " + what);
    }
}
