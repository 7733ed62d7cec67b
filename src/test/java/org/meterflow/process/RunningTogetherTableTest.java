package org.meterflow.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every row of the table that says which cases may run beside each other at one meter point. */
class RunningTogetherTableTest {

    private static final DmnEngine ENGINE =
            DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();

    @ParameterizedTest
    @CsvSource({
        "paymentModeSwitch, ,        paymentModeSwitch, ,        debt,      REFUSE,   another one",
        "supplyControl,     restore, supplyControl,     disable, debt,      REFUSE,   another one",
        "supplyControl,     disable, supplyControl,     restore, payment,   REFUSE,   has been cancelled",
        "supplyControl,     restore, supplyControl,     disable, emergency, NOTE,     danger",
        "changeOfSupplier,  ,        supplyControl,     disable, safety,    NOTE,     danger",
        "meterExchange,     ,        supplyControl,     disable, safety,    NOTE,     danger",
        "paymentModeSwitch, ,        supplyControl,     disable, debt,      REFUSE,   cut off",
        "paymentModeSwitch, ,        supplyControl,     restore, payment,   TOGETHER, do not concern",
        "supplyControl,     disable, paymentModeSwitch, ,        debt,      REFUSE,   payment mode",
        "supplyControl,     restore, paymentModeSwitch, ,        debt,      TOGETHER, do not concern",
        "changeOfTenancy,   ,        changeOfTenancy,   ,        ,          REFUSE,   another one",
        "changeOfTenancy,   ,        paymentModeSwitch, ,        ,          TOGETHER, do not concern",
        "changeOfSupplier,  ,        paymentModeSwitch, ,        voluntary, REFUSE,   supplier has changed",
        "changeOfSupplier,  ,        supplyControl,     disable, debt,      REFUSE,   supplier has changed",
        "changeOfSupplier,  ,        supplyControl,     restore, payment,   TOGETHER, do not concern",
        "changeOfSupplier,  ,        meterExchange,     ,        ,          TOGETHER, do not concern",
        "meterExchange,     ,        paymentModeSwitch, ,        debt,      REFUSE,   given commands",
        "installation,      ,        supplyControl,     restore, payment,   REFUSE,   given commands",
        "meterExchange,     ,        changeOfTenancy,   ,        ,          REFUSE,   given commands",
        "meterExchange,     ,        installation,      ,        ,          REFUSE,   given commands",
        "meterExchange,     ,        topUp,             ,        ,          TOGETHER, do not concern",
        "paymentModeSwitch, ,        meterExchange,     ,        ,          REFUSE,   fitted or replaced",
        "supplyControl,     disable, installation,      ,        ,          REFUSE,   fitted or replaced",
        "changeOfTenancy,   ,        meterExchange,     ,        ,          REFUSE,   fitted or replaced",
        "faultResolution,   ,        meterExchange,     ,        ,          TOGETHER, do not concern",
        "supplyControl,     disable, changeOfSupplier,  ,        ,          NOTE,     the market",
        "paymentModeSwitch, ,        changeOfSupplier,  ,        ,          NOTE,     the market",
        "changeOfTenancy,   ,        changeOfSupplier,  ,        ,          NOTE,     the market",
        "installation,      ,        changeOfSupplier,  ,        ,          NOTE,     the market",
        "faultResolution,   ,        changeOfSupplier,  ,        ,          TOGETHER, do not concern",
        "supplierSettings,  ,        paymentModeSwitch, ,        voluntary, REFUSE,   set up its meter",
        "supplierSettings,  ,        supplyControl,     disable, debt,      REFUSE,   set up its meter",
        "supplierSettings,  ,        supplyControl,     disable, safety,    NOTE,     danger",
        "supplierSettings,  ,        changeOfSupplier,  ,        ,          TOGETHER, do not concern",
        "changeOfSupplier,  ,        supplierSettings,  ,        ,          TOGETHER, do not concern",
        "meterExchange,     ,        supplierSettings,  ,        ,          NOTE,     the market",
        "erroneousTransfer, ,        erroneousTransfer, ,        ,          REFUSE,   another one",
        "erroneousTransfer, ,        paymentModeSwitch, ,        voluntary, REFUSE,   supplier has changed",
        "erroneousTransfer, ,        supplyControl,     disable, debt,      REFUSE,   supplier has changed",
        "erroneousTransfer, ,        supplyControl,     disable, emergency, NOTE,     danger",
        "erroneousTransfer, ,        changeOfSupplier,  ,        ,          TOGETHER, do not concern",
        "topUp,             ,        topUp,             ,        ,          TOGETHER, do not concern",
        "topUp,             ,        paymentModeSwitch, ,        debt,      TOGETHER, do not concern"
    })
    void what_may_start_while_another_case_is_under_way(
            String running,
            @Nullable String runningAction,
            String starting,
            @Nullable String action,
            @Nullable String reason,
            String rule,
            String because)
            throws IOException {
        Map<String, Object> answer = decide(Map.of(
                "running",
                running,
                "runningFacts",
                runningAction == null ? Map.of() : Map.of("action", runningAction),
                "starting",
                starting,
                "startingFacts",
                action != null && reason != null
                        ? Map.of("action", action, "reason", reason)
                        : reason == null ? Map.of() : Map.of("reason", reason)));

        assertThat(answer).containsEntry("rule", rule);
        assertThat(answer.get("reason").toString()).contains(because);
    }

    private static Map<String, Object> decide(Map<String, Object> cases) throws IOException {
        try (InputStream table = Files.newInputStream(Path.of("bpmn/running-together.dmn"))) {
            return ENGINE.evaluateDecisionTable(ENGINE.parseDecision("runningTogether", table), cases)
                    .getSingleResult()
                    .getEntryMap();
        }
    }
}
