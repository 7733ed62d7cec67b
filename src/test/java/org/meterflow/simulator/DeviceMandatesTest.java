package org.meterflow.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.meterflow.gbcs.DeviceKind;
import org.meterflow.gbcs.UseCase;
import org.yaml.snakeyaml.Yaml;

class DeviceMandatesTest {

    private static final List<String> CATALOGUE = List.of("electricity", "gas", "hubs", "keys");

    /** Between an interface and a gas meter of one home: no head-end sends them. */
    private static final Set<String> INSIDE_THE_HOME = Set.of("PCS01", "PCS02");

    @Test
    void devices_know_every_command_of_the_catalogue_and_agree_on_how_it_is_proven() throws IOException {
        List<String> unknown = new ArrayList<>();
        for (String file : CATALOGUE) {
            try (InputStream yaml = UseCase.class.getResourceAsStream("use-cases/" + file + ".yaml")) {
                List<Map<String, Object>> rows = new Yaml().load(yaml);
                rows.forEach(row -> unknown.addAll(objections(row)));
            }
        }
        assertThat(unknown).isEmpty();
    }

    private static List<String> objections(Map<String, Object> row) {
        int code = Integer.parseInt(String.valueOf(row.get("code")), 16);
        boolean critical = Boolean.TRUE.equals(row.get("critical"));
        boolean timed = Boolean.TRUE.equals(row.get("time"));
        List<?> kinds = (List<?>) row.get("devices");
        List<Mandate> mandates = kinds.stream()
                .map(kind -> Mandate.of(code, DeviceKind.valueOf(String.valueOf(kind))))
                .flatMap(Optional::stream)
                .toList();
        List<String> objections = new ArrayList<>();
        boolean sent = !kinds.equals(List.of("SAPC")) && !INSIDE_THE_HOME.contains(String.valueOf(row.get("useCase")));
        if (mandates.isEmpty() && sent) {
            objections.add(row.get("useCase") + ": no device knows it");
        }
        for (Mandate mandate : mandates) {
            if (mandate.signed() != Mandate.Signed.EITHER && critical != (mandate.signed() == Mandate.Signed.YES)) {
                objections.add(row.get("useCase") + ": signed or not");
            }
            if (timed != mandate.carriesTime()) {
                objections.add(row.get("useCase") + ": with the time or without");
            }
        }
        return objections.stream().distinct().toList();
    }
}
