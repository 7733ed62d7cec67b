package org.meterflow.identifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ConcurrentModificationException;
import org.junit.jupiter.api.Test;

class ReasonTest {

    @Test
    void a_failure_without_a_message_says_what_kind_it_is_and_never_null() {
        assertThat(Reason.of(new IllegalStateException("The meter is away"))).isEqualTo("The meter is away");
        assertThat(Reason.of(new ConcurrentModificationException())).isEqualTo("concurrent modification");
        assertThat(Reason.of(new StackOverflowError())).isEqualTo("stack overflow");
        assertThat(Reason.of(new RuntimeException(" ") {})).isEqualTo("something failed");
    }
}
