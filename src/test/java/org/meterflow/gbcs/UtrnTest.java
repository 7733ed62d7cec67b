package org.meterflow.gbcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyPair;
import org.junit.jupiter.api.Test;
import org.meterflow.gbcs.Utrn.ValueClass;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.RequestId;

class UtrnTest {

    private static final Eui64 SUPPLIER = Eui64.of("90B3D51F30010000");
    private static final Eui64 METER = Eui64.of("00DB1234567890A0");
    private static final String PUBLISHED = "73946144332040217315";

    private final GbcsCrypto crypto = GbcsCrypto.jdk();
    private final KeyPair supplier = TestKeys.fresh();
    private final KeyPair meter = TestKeys.fresh();

    private static RequestId id(long number) {
        return new RequestId(SUPPLIER, METER, number << 32);
    }

    private Utrn make(RequestId id, ValueClass valueClass, int value) {
        return Utrn.make(crypto, id, valueClass, value, supplier.getPrivate(), meter.getPublic());
    }

    @Test
    void any_one_wrong_digit_is_noticed() {
        for (int place = 0; place < 20; place++) {
            for (char digit = '0'; digit <= '9'; digit++) {
                StringBuilder typed = new StringBuilder(PUBLISHED);
                typed.setCharAt(place, digit);
                if (!typed.toString().equals(PUBLISHED)) {
                    assertThatThrownBy(() -> Utrn.of(typed.toString())).isInstanceOf(MalformedGbcs.class);
                }
            }
        }
    }

    @Test
    void two_neighbours_that_changed_places_are_noticed() {
        String token = make(id(77), ValueClass.PENCE, 1_234).digits();
        for (int place = 0; place < 18; place++) {
            char[] typed = token.toCharArray();
            char first = typed[place];
            typed[place] = typed[place + 1];
            typed[place + 1] = first;
            if (typed[place] != first) {
                assertThatThrownBy(() -> Utrn.of(new String(typed))).isInstanceOf(MalformedGbcs.class);
            }
        }
    }

    @Test
    void what_is_no_token_is_refused() {
        for (String text : new String[] {"", "7394614433204021731", PUBLISHED + "0", "7394614433204021731x"}) {
            assertThatThrownBy(() -> Utrn.of(text)).hasMessageContaining("20 digits");
        }
        for (int check = 0; check < 10; check++) {
            String low = "0000000000000000000" + check;
            String high = "9999999999999999999" + check;
            assertThatThrownBy(() -> Utrn.of(low)).isInstanceOf(MalformedGbcs.class);
            assertThatThrownBy(() -> Utrn.of(high)).isInstanceOf(MalformedGbcs.class);
        }
    }

    @Test
    void a_published_token_says_what_it_is_worth() {
        Utrn token = Utrn.of("7394 6144 3320 4021 7315");

        assertThat(token.digits()).isEqualTo(PUBLISHED);
        assertThat(token.counterBits()).isEqualTo(3);
        assertThat(token.valueClass()).isEqualTo(ValueClass.POUNDS);
        assertThat(token.value()).isEqualTo(10);
    }

    @Test
    void a_token_carries_value_and_class_and_part_of_the_counter() {
        for (ValueClass valueClass : ValueClass.values()) {
            for (int value : new int[] {0, 1, 500, 8_191}) {
                Utrn token = make(id(1_023), valueClass, value);
                assertThat(Utrn.of(token.digits())).isEqualTo(token);
                assertThat(token.value()).isEqualTo(value);
                assertThat(token.valueClass()).isEqualTo(valueClass);
                assertThat(token.counterBits()).isEqualTo(1_023);
            }
        }
        assertThat(make(id(1_025), ValueClass.PENCE, 1).counterBits()).isEqualTo(1);
        assertThatThrownBy(() -> make(id(1), ValueClass.PENCE, 8_192)).hasMessageContaining("8191");
        assertThatThrownBy(() -> make(id(1), ValueClass.PENCE, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatCode(() -> make(new RequestId(SUPPLIER, METER, -1), ValueClass.POUNDS, 20))
                .doesNotThrowAnyException();
    }

    @Test
    void a_token_holds_for_one_supplier_one_meter_and_one_counter() {
        Utrn token = make(id(5), ValueClass.POUNDS, 20);

        assertThat(token.isMadeFor(crypto, id(5), meter.getPrivate(), supplier.getPublic()))
                .isTrue();
        assertThat(token.isMadeFor(crypto, id(6), meter.getPrivate(), supplier.getPublic()))
                .isFalse();
        assertThat(token.isMadeFor(crypto, id(5 + 1_024), meter.getPrivate(), supplier.getPublic()))
                .isFalse();
        RequestId other = new RequestId(SUPPLIER, Eui64.of("00DB1234567890A1"), 5L << 32);
        assertThat(token.isMadeFor(crypto, other, meter.getPrivate(), supplier.getPublic()))
                .isFalse();
        assertThat(token.isMadeFor(crypto, id(5), meter.getPrivate(), meter.getPublic()))
                .isFalse();
    }
}
