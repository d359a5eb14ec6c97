package dev.millrace.broker.group;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import dev.millrace.broker.consumergroup.ConsumerChange;
import dev.millrace.broker.coordinator.CorruptShardRecord;
import dev.millrace.broker.coordinator.ShardRecord;
import dev.millrace.broker.streamsgroup.StreamsChange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class GroupRecordsTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final TopicPartition PARTITION = new TopicPartition("t", 3);
    private static final CommittedOffset OFFSET = new CommittedOffset(17, 2, "m", 1000, -1);
    private static final GroupSnapshot SNAPSHOT = new GroupSnapshot(
            "g",
            4,
            new GroupSnapshot.Leading("consumer", "range", "a"),
            1000,
            List.of(new GroupSnapshot.Seat(
                    new MemberClaim("a", null),
                    Sender.absent("c", "/h"),
                    new MemberTimeouts(10, 20),
                    new byte[] {1},
                    new byte[] {2, 3})));

    @Test
    void bytesOfAnOffsetAreTheseForEver() {
        ShardRecord record = GroupRecords.offset("g", PARTITION, OFFSET);

        assertThat(HEX.formatHex(record.key())).isEqualTo("016f" + "0000000167" + "0000000174" + "00000003");
        assertThat(HEX.formatHex(record.value()))
                .isEqualTo("01" + "0000000000000011" + "00000002" + "000000016d" + "00000000000003e8"
                        + "ffffffffffffffff");
    }

    @Test
    void bytesOfAGroupAreTheseForEver() {
        ShardRecord record = GroupRecords.group(SNAPSHOT);

        assertThat(HEX.formatHex(record.key())).isEqualTo("0167" + "0000000167");
        assertThat(HEX.formatHex(record.value()))
                .isEqualTo("01" + "00000004" + "00000008636f6e73756d6572" + "0000000572616e6765" + "0000000161"
                        + "00000000000003e8" + "00000001" + "0000000161" + "ffffffff" + "0000000163" + "000000022f68"
                        + "0000000a" + "00000014" + "0000000101" + "000000020203");
    }

    @Test
    void whatIsWrittenIsReadBack() {
        Told told = new Told();

        GroupRecords.read(GroupRecords.offset("g", PARTITION, OFFSET), told);
        GroupRecords.read(GroupRecords.offsetGone("g", PARTITION), told);
        GroupRecords.read(GroupRecords.groupGone("g"), told);

        assertThat(told.text).isEqualTo("offset g t-3 " + OFFSET + ";gone g t-3;group gone g;");
    }

    @Test
    void configurationsOfGroupsAreReadBackAndAnEmptyOneIsATombstone() {
        Told told = new Told();

        GroupRecords.read(GroupRecords.config("g", Map.of("b", "2", "a", "1")), told);
        GroupRecords.read(GroupRecords.config("g", Map.of()), told);

        assertThat(told.text).isEqualTo("config g {a=1, b=2};config g {};");
        assertThat(GroupRecords.config("g", Map.of()).value()).isNull();
    }

    @Test
    void everyShortenedRecordIsRefused() {
        for (ShardRecord whole : List.of(
                GroupRecords.offset("g", PARTITION, OFFSET),
                GroupRecords.group(SNAPSHOT),
                GroupRecords.config("g", Map.of("name", "value")))) {
            for (int length = 0; length < whole.value().length; length++) {
                ShardRecord cut = new ShardRecord(whole.key(), Arrays.copyOf(whole.value(), length));
                assertThatThrownBy(() -> GroupRecords.read(cut, new Told())).isInstanceOf(CorruptShardRecord.class);
            }
            for (int length = 0; length < whole.key().length; length++) {
                ShardRecord cut = new ShardRecord(Arrays.copyOf(whole.key(), length), whole.value());
                assertThatThrownBy(() -> GroupRecords.read(cut, new Told())).isInstanceOf(CorruptShardRecord.class);
            }
        }
    }

    @Test
    void unknownVersionAndTrailingBytesAreRefused() {
        ShardRecord whole = GroupRecords.offset("g", PARTITION, OFFSET);
        byte[] newer = whole.value().clone();
        newer[0] = 2;
        byte[] longer = Arrays.copyOf(whole.value(), whole.value().length + 1);

        assertThatThrownBy(() -> GroupRecords.read(new ShardRecord(whole.key(), newer), new Told()))
                .hasMessageContaining("version 2");
        assertThatThrownBy(() -> GroupRecords.read(new ShardRecord(whole.key(), longer), new Told()))
                .hasMessageContaining("1 bytes behind");
    }

    private static final class Told implements GroupRecords.Reader {
        private String text = "";

        @Override
        public void offset(String groupId, TopicPartition partition, CommittedOffset offset) {
            text += "offset " + groupId + " " + partition + " " + offset + ";";
        }

        @Override
        public void offsetGone(String groupId, TopicPartition partition) {
            text += "gone " + groupId + " " + partition + ";";
        }

        @Override
        public void group(GroupSnapshot snapshot) {
            text += "group " + snapshot.groupId() + ";";
        }

        @Override
        public void groupGone(String groupId) {
            text += "group gone " + groupId + ";";
        }

        @Override
        public void streams(StreamsChange change) {
            text += "streams " + change.groupId() + ";";
        }

        @Override
        public void consumer(ConsumerChange change) {
            text += change + ";";
        }

        @Override
        public void config(String groupId, Map<String, String> values) {
            text += "config " + groupId + " " + values + ";";
        }
    }
}
