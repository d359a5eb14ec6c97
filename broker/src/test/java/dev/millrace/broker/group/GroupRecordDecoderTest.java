package dev.millrace.broker.group;

import java.util.Map;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import dev.millrace.broker.coordinator.CorruptShardRecord;
import dev.millrace.broker.coordinator.DecodedRecord;
import dev.millrace.broker.coordinator.ShardRecord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class GroupRecordDecoderTest {
    private static final TopicPartition PARTITION = new TopicPartition("t", 3);

    @Test
    void anOffsetIsPutIntoWords() {
        ShardRecord record = GroupRecords.offset("g", PARTITION, new CommittedOffset(17, 2, "m", 1000, -1));

        DecodedRecord decoded = GroupRecordDecoder.decode(record.key(), record.value());

        assertThat(decoded.kind()).isEqualTo("offset");
        assertThat(decoded.key()).isEqualTo(Map.of("group", "g", "topic", "t", "partition", 3));
        assertThat(decoded.value())
                .isEqualTo(
                        Map.of("offset", 17L, "leaderEpoch", 2, "metadata", "m", "commitMs", 1000L, "expireMs", -1L));
    }

    @Test
    void aTombstoneHasNoValue() {
        ShardRecord record = GroupRecords.groupGone("g");

        assertThat(GroupRecordDecoder.decode(record.key(), record.value()))
                .isEqualTo(new DecodedRecord("group", Map.of("group", "g"), null));
    }

    @Test
    void otherBytesAreRefused() {
        assertThatThrownBy(() -> GroupRecordDecoder.decode(new byte[] {9}, null))
                .isInstanceOf(CorruptShardRecord.class);
    }
}
