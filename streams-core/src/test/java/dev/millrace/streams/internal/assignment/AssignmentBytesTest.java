package dev.millrace.streams.internal.assignment;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import dev.millrace.streams.errors.MissingSourceTopicException;
import dev.millrace.streams.errors.TaskAssignmentException;
import dev.millrace.streams.processor.TaskId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AssignmentBytesTest {
    private static final SubscriptionV1 SUBSCRIPTION = new SubscriptionV1(
            new UUID(0x0102030405060708L, 0x090a0b0c0d0e0f10L),
            true,
            Set.of(new TaskId(1, 2), new TaskId(0, 3)),
            Set.of(new TaskId(1, 4)),
            Map.of(new TaskId(0, 1), 256L),
            "h:9",
            Map.of("zone", "a"));
    private static final String SUBSCRIPTION_BYTES = "01" + "01" + "0102030405060708090a0b0c0d0e0f10"
            + "00000002" + "0000000000000003" + "0000000100000002"
            + "00000001" + "0000000100000004"
            + "00000001" + "0000000000000001" + "0000000000000100"
            + "00000003" + "683a39"
            + "00000001" + "00000004" + "7a6f6e65" + "00000001" + "61";
    private static final AssignmentV1 ASSIGNMENT = new AssignmentV1(
            AssignmentVerdict.MISSING_SOURCE_TOPICS,
            "no \u00fcbersee",
            Set.of(new TaskId(2, 0), new TaskId(0, 7)),
            Set.of(new TaskId(3, 1)),
            new GroupLayout(List.of(new GroupLayout.Place("h:9", Set.of(new TaskId(2, 0)), Set.of())), Map.of("in", 4)),
            256);
    private static final String ASSIGNMENT_BYTES = "01" + "01" + "0000000b" + "6e6f20c3bc62657273" + "6565" + "00000002"
            + "0000000000000007" + "0000000200000000" + "00000001" + "0000000300000001" + "00000025"
            + "00000001" + "0003683a39" + "00000001" + "0000000200000000" + "00000000" + "00000001" + "0002696e"
            + "00000004" + "0000000000000100";

    @Test
    void subscriptionHasItsGoldenBytes() {
        assertThat(hex(SUBSCRIPTION.encode())).isEqualTo(SUBSCRIPTION_BYTES);
        assertThat(SubscriptionV1.decode("m", bytes(SUBSCRIPTION_BYTES))).isEqualTo(SUBSCRIPTION);
    }

    @Test
    void assignmentHasItsGoldenBytes() {
        assertThat(hex(ASSIGNMENT.encode())).isEqualTo(ASSIGNMENT_BYTES);
        assertThat(AssignmentV1.decode(bytes(ASSIGNMENT_BYTES))).isEqualTo(ASSIGNMENT);
    }

    @Test
    void memberOfKafkaStreamsIsRefusedByName() {
        assertThatThrownBy(() -> SubscriptionV1.decode("worker-7", bytes("0000000b0000000b")))
                .isInstanceOf(TaskAssignmentException.class)
                .hasMessageContaining("worker-7")
                .hasMessageContaining("Kafka Streams");
    }

    @Test
    void unknownVersionIsRefusedByNumber() {
        assertThatThrownBy(() -> SubscriptionV1.decode("m", bytes("07" + SUBSCRIPTION_BYTES.substring(2))))
                .isInstanceOf(TaskAssignmentException.class)
                .hasMessageContaining("version 7");
        assertThatThrownBy(() -> AssignmentV1.decode(bytes("07" + ASSIGNMENT_BYTES.substring(2))))
                .isInstanceOf(TaskAssignmentException.class)
                .hasMessageContaining("version 7");
    }

    @Test
    void anyShorterFormIsRefused() {
        for (int length = 0; length < SUBSCRIPTION_BYTES.length(); length += 2) {
            ByteBuffer cut = bytes(SUBSCRIPTION_BYTES.substring(0, length));
            assertThatThrownBy(() -> SubscriptionV1.decode("m", cut)).isInstanceOf(TaskAssignmentException.class);
        }
        for (int length = 0; length < ASSIGNMENT_BYTES.length(); length += 2) {
            ByteBuffer cut = bytes(ASSIGNMENT_BYTES.substring(0, length));
            assertThatThrownBy(() -> AssignmentV1.decode(cut)).isInstanceOf(TaskAssignmentException.class);
        }
    }

    @Test
    void randomBytesAreReadOrRefusedCleanly() {
        Random random = new Random(42);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] noise = new byte[random.nextInt(60)];
            random.nextBytes(noise);
            if (noise.length > 0) {
                noise[0] = 1;
            }
            try {
                SubscriptionV1.decode("m", ByteBuffer.wrap(noise));
            } catch (TaskAssignmentException expected) {
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }

    @Test
    void decodingLeavesTheBufferAsItWas() {
        ByteBuffer encoded = SUBSCRIPTION.encode();

        SubscriptionV1.decode("m", encoded);

        assertThat(encoded.remaining()).isEqualTo(SUBSCRIPTION_BYTES.length() / 2);
    }

    @Test
    void verdictBecomesTheExceptionItTellsOf() {
        assertThat(AssignmentVerdict.MISSING_SOURCE_TOPICS.toException("words"))
                .isInstanceOf(MissingSourceTopicException.class)
                .hasMessage("words");
    }

    private static ByteBuffer bytes(String hex) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(hex));
    }

    private static String hex(ByteBuffer buffer) {
        byte[] copy = new byte[buffer.remaining()];
        buffer.duplicate().get(copy);
        return HexFormat.of().formatHex(copy);
    }
}
