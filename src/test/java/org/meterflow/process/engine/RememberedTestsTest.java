package org.meterflow.process.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.camunda.bpm.dmn.feel.impl.FeelEngine;
import org.camunda.bpm.dmn.feel.impl.scala.ScalaFeelEngineFactory;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.context.VariableContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RememberedTestsTest {

    private int asked;

    private final FeelEngine cells = new RememberedTests(new Counted(new ScalaFeelEngineFactory().createInstance()));

    @ParameterizedTest(name = "{0} for {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
                    "exchange","repair"       | repair   | true
                    "exchange","repair"       | visit    | false
                    not("exchange", "repair") | visit    | true
                    "null"                    | repair   | false
                    """)
    void a_cell_of_literals_is_read_once_for_each_value(String cell, String value, boolean fits) {
        for (int time = 0; time < 3; time++) {
            assertThat(cells.evaluateSimpleUnaryTests(cell, "in", with(value))).isEqualTo(fits);
        }
        assertThat(asked).isOne();
    }

    @ParameterizedTest(name = "{0} for {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
                    < 28       | 27   | true
                    < 28       | 28   | false
                    [1..28]    | 28   | true
                    ]1..28[    | 28   | false
                    -5         | -5   | true
                    > 0.5, < 0 | 0.25 | false
                    """)
    void numbers_too(String cell, double value, boolean fits) {
        for (int time = 0; time < 3; time++) {
            assertThat(cells.evaluateSimpleUnaryTests(cell, "in", with(value))).isEqualTo(fits);
        }
        assertThat(asked).isOne();
    }

    @Test
    void a_value_of_none_is_one_of_its_own() {
        assertThat(cells.evaluateSimpleUnaryTests("null", "in", with(null))).isTrue();
        assertThat(cells.evaluateSimpleUnaryTests("null", "in", with("null"))).isFalse();
        assertThat(cells.evaluateSimpleUnaryTests("null", "in", with(null))).isTrue();
        assertThat(asked).isEqualTo(2);
    }

    @Test
    void a_cell_that_names_another_fact_or_calls_a_function_is_read_each_time() {
        assertThat(cells.evaluateSimpleUnaryTests("> limit", "in", with(5, 4))).isTrue();
        assertThat(cells.evaluateSimpleUnaryTests("> limit", "in", with(5, 6))).isFalse();
        assertThat(cells.<Boolean>evaluateSimpleExpression("now() > date and time(\"2026-01-01T00:00:00Z\")", with(5)))
                .isTrue();
        assertThat(asked).isEqualTo(3);
    }

    @Test
    void what_a_cell_of_literals_gives_is_read_once() {
        assertThat(cells.<String>evaluateSimpleExpression("\"REFUSE\"", with(1)))
                .isEqualTo("REFUSE");
        assertThat(cells.<String>evaluateSimpleExpression("\"REFUSE\"", with(2)))
                .isEqualTo("REFUSE");
        assertThat(asked).isOne();
    }

    @Test
    void a_cell_that_is_wrong_is_wrong_each_time() {
        for (int time = 0; time < 2; time++) {
            assertThatThrownBy(() -> cells.evaluateSimpleUnaryTests("[1..", "in", with(1)))
                    .hasMessageContaining("[1..");
        }
    }

    private static VariableContext with(@Nullable Object value) {
        return Variables.createVariables().putValue("in", value).asVariableContext();
    }

    private static VariableContext with(Object value, Object limit) {
        return Variables.createVariables()
                .putValue("in", value)
                .putValue("limit", limit)
                .asVariableContext();
    }

    private final class Counted implements FeelEngine {

        private final FeelEngine language;

        Counted(FeelEngine language) {
            this.language = language;
        }

        @Override
        public <T> T evaluateSimpleExpression(String cell, VariableContext variables) {
            asked++;
            return language.evaluateSimpleExpression(cell, variables);
        }

        @Override
        public boolean evaluateSimpleUnaryTests(String cell, String input, VariableContext variables) {
            asked++;
            return language.evaluateSimpleUnaryTests(cell, input, variables);
        }
    }
}
