package dev.millrace.broker.consumergroup;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

import dev.millrace.broker.assignor.PartitionSet;
import dev.millrace.broker.coordinator.CorruptShardRecord;
import dev.millrace.broker.coordinator.FieldReader;
import dev.millrace.broker.coordinator.ShardRecord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ConsumerRecordsTest {
    private static final ConsumerMember MEMBER = new ConsumerMember(
            "m",
            new ConsumerMember.About("i", null, "c", "/h", 1000, new TreeSet<>(List.of("t")), "p.*", "range"),
            7,
            6,
            HeldPartitions.of(Map.of(5, partitions(0), 7, partitions(2))),
            partitions(1),
            partitions(0, 2));

    @Test
    void bytesOfAMemberStayAsTheyAre() {
        ShardRecord record = ConsumerRecords.member("g", MEMBER);

        assertThat(HexFormat.of().formatHex(record.key())).isEqualTo("016d0000000167000000016d");
        assertThat(HexFormat.of().formatHex(record.value()))
                .isEqualTo("01" + "0000000169" + "ffffffff" + "0000000163" + "000000022f68" + "000003e8"
                        + "000000010000000174" + "00000003702e2a" + "0000000572616e6765" + "00000007" + "00000006"
                        + "00000002"
                        + "00000005" + topic("00000001" + "00000000")
                        + "00000007" + topic("00000001" + "00000002")
                        + topic("00000001" + "00000001")
                        + topic("00000002" + "00000000" + "00000002"));
    }

    private static String topic(String numbers) {
        return "00000001" + "00000000000000010000000000000002" + numbers;
    }

    @Test
    void bytesOfAGroupAndOfAPatternStayAsTheyAre() {
        ShardRecord head = ConsumerRecords.head("g", new ConsumerGroupHead(3, 2, 1, 9));
        ShardRecord pattern = ConsumerRecords.matched("g", "p", new TreeSet<>(List.of("a", "b")));

        assertThat(HexFormat.of().formatHex(head.key())).isEqualTo("01630000000167");
        assertThat(HexFormat.of().formatHex(head.value()))
                .isEqualTo("01" + "00000003" + "00000002" + "0000000000000001" + "0000000000000009");
        assertThat(HexFormat.of().formatHex(pattern.key())).isEqualTo("017800000001670000000170");
        assertThat(HexFormat.of().formatHex(pattern.value()))
                .isEqualTo("01" + "00000002" + "0000000161" + "0000000162");
    }

    @Test
    void everythingIsReadBackAsItWasWritten() {
        ConsumerGroupHead head = new ConsumerGroupHead(3, 2, 1, 9);

        assertThat(read(ConsumerRecords.member("g", MEMBER))).isEqualTo(new ConsumerChange.Present("g", MEMBER));
        assertThat(read(ConsumerRecords.head("g", head))).isEqualTo(new ConsumerChange.Begun("g", head));
        assertThat(read(ConsumerRecords.matched("g", "p", new TreeSet<>(List.of("a")))))
                .isEqualTo(new ConsumerChange.Matched("g", "p", new TreeSet<>(List.of("a"))));
        assertThat(read(ConsumerRecords.memberGone("g", "m"))).isEqualTo(new ConsumerChange.Left("g", "m"));
        assertThat(read(ConsumerRecords.gone("g"))).isEqualTo(new ConsumerChange.Ended("g"));
        assertThat(read(ConsumerRecords.unmatched("g", "p"))).isEqualTo(new ConsumerChange.Unmatched("g", "p"));
    }

    @Test
    void everyShortenedValueIsRefused() {
        for (ShardRecord whole : List.of(
                ConsumerRecords.member("g", MEMBER),
                ConsumerRecords.head("g", new ConsumerGroupHead(3, 2, 1, 9)),
                ConsumerRecords.matched("g", "p", new TreeSet<>(List.of("a"))))) {
            for (int length = 0; length < whole.value().length; length++) {
                ShardRecord cut = new ShardRecord(whole.key(), Arrays.copyOf(whole.value(), length));
                assertThatThrownBy(() -> read(cut)).isInstanceOf(CorruptShardRecord.class);
            }
        }
    }

    private static ConsumerChange read(ShardRecord record) {
        FieldReader key = new FieldReader(record.key());
        key.int8();
        int kind = key.int8();
        assertThat(ConsumerRecords.KINDS).contains(kind);
        return ConsumerRecords.read(kind, key, record.value());
    }

    private static PartitionSet partitions(Integer... numbers) {
        return PartitionSet.of(Map.of(new Uuid(1, 2), List.of(numbers)));
    }
}
