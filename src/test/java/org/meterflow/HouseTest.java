package org.meterflow;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class HouseTest {

    @Test
    void calls_go_down_events_come_up_and_no_module_reaches_into_another() {
        ApplicationModules.of(Meterflow.class).verify();
    }
}
