package org.meterflow.desk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnPathTest {

    @ParameterizedTest
    @ValueSource(strings = {"/", "/inbox", "/inbox?view=mine&q=12+0001&process=", "/cases/changeOfSupplier/4711"})
    void a_page_of_the_console_is_gone_back_to(String path) {
        assertThat(OwnPath.of(path)).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "inbox",
                "//elsewhere.example",
                "https://elsewhere.example/",
                "/\\elsewhere.example",
                "javascript:alert(1)",
                "/inbox\r\nSet-Cookie: a=b",
                "/a?b=c#d"
            })
    void an_address_somebody_slipped_in_leads_to_the_start_page(String path) {
        assertThat(OwnPath.of(path)).isEqualTo("/");
    }
}
