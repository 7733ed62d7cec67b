package org.meterflow.metering.cosem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.meterflow.metering.cosem.ScriptedMeter.GRANTED;
import static org.meterflow.metering.cosem.ScriptedMeter.SILENCE;
import static org.meterflow.metering.cosem.ScriptedMeter.frame;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.meterflow.gbcs.DlmsData;
import org.meterflow.gbcs.DlmsResponse.Result;
import org.meterflow.gbcs.MalformedGbcs;
import org.meterflow.gbcs.Obis;
import org.meterflow.gbcs.Octets;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.util.unit.DataSize;

class CosemClientTest {

    private static final EventLoopGroup THREADS = new NioEventLoopGroup(1);
    private static final CosemObject IMPORT = new CosemObject(3, Obis.of("1-0:1.8.0.255"), 2);
    private static final CosemObject SWITCH = new CosemObject(70, Obis.of("0-0:96.3.10.255"), 1);

    @AfterAll
    static void threads() {
        THREADS.shutdownGracefully();
    }

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(700);

    private static CosemSettings settings(Duration answerWithin) {
        return new CosemSettings(
                List.of(),
                List.of(),
                new ByteArrayResource(new byte[0]),
                1,
                LONG,
                answerWithin,
                LONG,
                DataSize.ofBytes(1200),
                DataSize.ofBytes(40));
    }

    private static <T> T with(ScriptedMeter meter, String password, Function<CosemClient, T> question) {
        return with(meter, password, settings(LONG), question);
    }

    private static <T> T with(
            ScriptedMeter meter, String password, CosemSettings settings, Function<CosemClient, T> question) {
        Target target = meter.target(password);
        try (CosemLine line = CosemLine.open(target, settings, THREADS)) {
            return question.apply(CosemClient.associate(line, target, settings));
        }
    }

    private static void isNotWaitedFor(String... answers) {
        failsWith(SHORT, "did not answer in time", false, answers);
    }

    private static void failsWith(String reason, boolean lasting, String... answers) {
        failsWith(LONG, reason, lasting, answers);
    }

    private static void failsWith(Duration answerWithin, String reason, boolean lasting, String... answers) {
        try (ScriptedMeter meter = new ScriptedMeter(answers)) {
            assertThatThrownBy(() -> with(meter, null, settings(answerWithin), client -> client.get(IMPORT, null)))
                    .isInstanceOf(CosemFailure.class)
                    .hasMessageContaining(reason)
                    .asInstanceOf(type(CosemFailure.class))
                    .returns(lasting, CosemFailure::isLasting);
        }
    }

    private static void makesNoSense(String reason, String... answers) {
        try (ScriptedMeter meter = new ScriptedMeter(answers)) {
            assertThatThrownBy(() -> with(meter, null, client -> client.get(IMPORT, null)))
                    .isInstanceOf(MalformedGbcs.class)
                    .hasMessageContaining(reason);
        }
    }

    @Test
    void nobody_at_the_address() throws IOException {
        try (Socket keptFree = new Socket()) {
            keptFree.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            Target nobody = new Target("127.0.0.1", keptFree.getLocalPort(), 16, 1, null);

            assertThatThrownBy(() -> CosemLine.open(nobody, settings(LONG), THREADS))
                    .isInstanceOf(CosemFailure.class)
                    .hasMessageContaining("No connection to 127.0.0.1:" + nobody.port());
        }
    }

    @Test
    void a_meter_that_says_nothing_is_waited_for_only_so_long() {
        isNotWaitedFor("", SILENCE);
    }

    @Test
    void a_meter_that_announces_a_frame_and_sends_half_of_it_is_waited_for_only_so_long() {
        isNotWaitedFor(GRANTED.substring(0, 40), SILENCE);
    }

    @Test
    void a_meter_that_hangs_up() {
        failsWith("closed the connection", false, GRANTED);
    }

    @Test
    void another_version_of_the_wrapper_is_no_frame() {
        failsWith("its version is 2, not 1", false, frame(2, 1, 16, "0102"));
    }

    @Test
    void a_frame_longer_than_we_offered_is_not_waited_for() {
        failsWith("announced a frame of 1201 bytes", false, "00010001001004B1");
    }

    @Test
    void an_empty_frame_is_none() {
        failsWith("announced a frame of 0 bytes", false, "0001000100100000");
    }

    @Test
    void an_answer_from_another_logical_device_is_not_taken() {
        failsWith("answered from port 2 to 16, not from 1 to 16", false, frame(1, 2, 16, GRANTED.substring(16)));
    }

    /** Whether it comes before or after the next question is asked. */
    @Test
    void a_second_answer_to_one_question_is_never_taken_for_a_value() {
        try (ScriptedMeter meter = new ScriptedMeter(GRANTED + GRANTED, frame("C401C1000600000001"))) {
            assertThatThrownBy(() -> with(meter, null, client -> client.get(IMPORT, null)))
                    .satisfiesAnyOf(
                            early -> assertThat(early).hasMessageContaining("sent what nobody asked for"),
                            late -> assertThat(late).hasMessageContaining("Expected an answer with tag C4, found 61"));
        }
    }

    @Test
    void a_wrong_password_is_said_and_not_tried_again() {
        failsWith(
                "refuses the association: wrong password",
                true,
                frame("6117A109060760857405080101A203020101A305A10302010D"));
    }

    @Test
    void a_meter_that_is_busy_is_tried_again() {
        failsWith(
                "refuses the association: no reason given",
                false,
                frame("6117A109060760857405080101A203020102A305A103020101"));
    }

    @Test
    void an_initiate_error_refuses_too() {
        failsWith(
                "service error 1, 6, 1",
                true,
                frame("611FA109060760857405080101A203020100A305A103020100BE0604040E010601"));
    }

    @Test
    void an_association_without_get_is_of_no_use() {
        failsWith("does not offer GET", true, GRANTED.replace("00101D", "00000D"));
    }

    @Test
    void an_association_cut_short_makes_no_sense() {
        makesNoSense("Expected", frame("6129A1090607608574"));
    }

    @Test
    void an_exception_is_a_reason() {
        failsWith("state error 1, service error 2", false, GRANTED, frame("D80102"));
    }

    @Test
    void an_answer_to_another_question_makes_no_sense() {
        makesNoSense("to question 5, not to 1", GRANTED, frame("C401C5000600000001"));
    }

    @Test
    void bytes_after_a_value_make_no_sense() {
        makesNoSense("too many", GRANTED, frame("C401C100060000000100"));
    }

    @Test
    void blocks_out_of_order_make_no_sense() {
        makesNoSense(
                "Block 3 came where block 2 was due", GRANTED, block(false, 1, "0904"), block(true, 3, "01020304"));
    }

    @Test
    void blocks_that_never_end_are_given_up() {
        String many = "00".repeat(30);
        failsWith("ends nowhere: 60 bytes", true, GRANTED, block(false, 1, many), block(false, 2, many));
        failsWith("ends nowhere: 0 bytes", true, GRANTED, block(false, 1, ""));
    }

    @Test
    void a_request_longer_than_the_meter_takes_is_not_sent() {
        try (ScriptedMeter meter = new ScriptedMeter(GRANTED)) {
            DlmsData much = DlmsData.octets(Octets.of(new byte[600]));

            assertThatThrownBy(() -> with(meter, null, client -> client.set(IMPORT, much)))
                    .hasMessageContaining("takes requests of 500 bytes");
        }
    }

    @Test
    void what_the_meter_refuses_to_tell_comes_back_as_its_code() {
        try (ScriptedMeter meter = new ScriptedMeter(GRANTED, frame("C401C10104"))) {
            Result result = with(meter, null, client -> client.get(IMPORT, null));

            assertThat(result).returns(4, Result::code).returns(DlmsData.NULL, Result::data);
        }
    }

    @Test
    void a_value_comes_back_and_the_questions_are_those_of_the_standard() {
        try (ScriptedMeter meter = new ScriptedMeter(GRANTED, frame("C401C1000600BC614E"))) {
            Result result = with(meter, null, client -> client.get(IMPORT, null));

            assertThat(result.data()).isEqualTo(DlmsData.u32(12_345_678));
            assertThat(meter.heard())
                    .containsExactly(
                            "601DA109060760857405080101BE10040E01000000065F1F040000101D04B0",
                            "C001C100030100010800FF0200");
        }
    }

    @Test
    void a_password_goes_where_the_standard_puts_it() {
        try (ScriptedMeter meter = new ScriptedMeter(GRANTED, frame("C401C10104"))) {
            with(meter, "12345678", client -> client.get(IMPORT, null));

            assertThat(meter.heard())
                    .first()
                    .isEqualTo("6036A1090607608574050801018A0207808B0760857405080201AC0A80083132333435363738"
                            + "BE10040E01000000065F1F040000101D04B0");
        }
    }

    @Test
    void a_long_value_comes_in_blocks() {
        try (ScriptedMeter meter =
                new ScriptedMeter(GRANTED, block(false, 1, "090401"), block(false, 2, "0203"), block(true, 3, "04"))) {
            Result result = with(meter, null, client -> client.get(IMPORT, null));

            assertThat(result.data().text()).isEqualTo(Octets.ofHex("01020304"));
            assertThat(meter.heard()).endsWith("C002C100000001", "C002C100000002");
        }
    }

    @Test
    void a_notification_in_between_is_no_answer() {
        String news = frame("C2000003010000600B00FF02");
        try (ScriptedMeter meter = new ScriptedMeter(GRANTED, news + frame("C401C1000600000001"))) {
            assertThat(with(meter, null, client -> client.get(IMPORT, null)).data())
                    .isEqualTo(DlmsData.u32(1));
        }
    }

    @Test
    void a_value_is_set_and_a_method_called() {
        try (ScriptedMeter meter = new ScriptedMeter(GRANTED, frame("C501C103"), frame("C701C20000"))) {
            List<Integer> codes = with(
                    meter,
                    null,
                    client -> List.of(
                            client.set(IMPORT, DlmsData.u8(7)).code(),
                            client.call(SWITCH, DlmsData.i8(0)).code()));

            assertThat(codes).containsExactly(3, 0);
            assertThat(meter.heard()).endsWith("C101C100030100010800FF02001107", "C301C20046000060030AFF01010F00");
        }
    }

    @Test
    void a_time_says_how_far_it_is_from_utc() {
        Instant noon = Instant.parse("2026-07-01T12:00:00Z");

        assertThat(CosemTime.read(CosemTime.write(noon))).isEqualTo(noon);
        assertThat(CosemTime.read(DlmsData.octets(Octets.ofHex("07EA0701030E000000FF8880"))))
                .as("two hours ahead of UTC")
                .isEqualTo(noon);
        assertThatThrownBy(() -> CosemTime.read(DlmsData.octets(Octets.ofHex("07EAFFFF030E000000FF8880"))))
                .hasMessageContaining("leaves a part open");
    }

    private static String block(boolean last, int number, String bytes) {
        return frame("C402C1%02X%08X00%02X%s".formatted(last ? 1 : 0, number, bytes.length() / 2, bytes));
    }
}
