package dev.millrace.broker.group;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import dev.millrace.broker.consumergroup.ConsumerChange;
import dev.millrace.broker.coordinator.CorruptShardRecord;
import dev.millrace.broker.coordinator.DecodedRecord;
import dev.millrace.broker.coordinator.RecordFields;
import dev.millrace.broker.coordinator.ShardRecord;
import dev.millrace.broker.streamsgroup.StreamsChange;

/** Puts the records of {@code __consumer_offsets} into words. Without state. */
public final class GroupRecordDecoder {
    private GroupRecordDecoder() {}

    /**
     * Says what a record means.
     *
     * @param key its key
     * @param value its value; null for a tombstone
     * @throws CorruptShardRecord if the bytes are none that this broker writes
     */
    public static DecodedRecord decode(byte[] key, byte @Nullable [] value) {
        Words words = new Words();
        GroupRecords.read(new ShardRecord(key, value), words);
        DecodedRecord decoded = words.decoded;
        if (decoded == null) {
            throw new CorruptShardRecord("a record that says nothing");
        }
        return decoded;
    }

    private static final class Words implements GroupRecords.Reader {
        private @Nullable DecodedRecord decoded;

        @Override
        public void offset(String groupId, TopicPartition partition, CommittedOffset offset) {
            decoded = new DecodedRecord("offset", offsetKey(groupId, partition), RecordFields.of(offset));
        }

        @Override
        public void offsetGone(String groupId, TopicPartition partition) {
            decoded = new DecodedRecord("offset", offsetKey(groupId, partition), null);
        }

        @Override
        public void group(GroupSnapshot snapshot) {
            decoded = new DecodedRecord("group", Map.of("group", snapshot.groupId()), RecordFields.of(snapshot));
        }

        @Override
        public void groupGone(String groupId) {
            decoded = new DecodedRecord("group", Map.of("group", groupId), null);
        }

        @Override
        public void streams(StreamsChange change) {
            decoded = words(change);
        }

        private static DecodedRecord words(StreamsChange change) {
            if (change instanceof StreamsChange.Headed headed) {
                return new DecodedRecord(
                        "streams-group", Map.of("group", headed.groupId()), RecordFields.of(headed.head()));
            }
            if (change instanceof StreamsChange.Enrolled enrolled) {
                return new DecodedRecord(
                        "streams-member",
                        memberKey(enrolled.groupId(), enrolled.member().id()),
                        RecordFields.of(enrolled.member()));
            }
            if (change instanceof StreamsChange.Dismissed dismissed) {
                return new DecodedRecord("streams-member", memberKey(dismissed.groupId(), dismissed.memberId()), null);
            }
            return new DecodedRecord("streams-group", Map.of("group", change.groupId()), null);
        }

        @Override
        public void consumer(ConsumerChange change) {
            decoded = words(change);
        }

        private static DecodedRecord words(ConsumerChange change) {
            if (change instanceof ConsumerChange.Begun begun) {
                return new DecodedRecord(
                        "consumer-group", Map.of("group", begun.groupId()), RecordFields.of(begun.head()));
            }
            if (change instanceof ConsumerChange.Present present) {
                return new DecodedRecord(
                        "consumer-member",
                        memberKey(present.groupId(), present.member().id()),
                        RecordFields.of(present.member()));
            }
            if (change instanceof ConsumerChange.Left left) {
                return new DecodedRecord("consumer-member", memberKey(left.groupId(), left.memberId()), null);
            }
            if (change instanceof ConsumerChange.Matched matched) {
                return new DecodedRecord(
                        "consumer-pattern",
                        patternKey(matched.groupId(), matched.pattern()),
                        Map.of("topics", List.copyOf(matched.topics())));
            }
            if (change instanceof ConsumerChange.Unmatched unmatched) {
                return new DecodedRecord(
                        "consumer-pattern", patternKey(unmatched.groupId(), unmatched.pattern()), null);
            }
            return new DecodedRecord("consumer-group", Map.of("group", change.groupId()), null);
        }

        @Override
        public void config(String groupId, Map<String, String> values) {
            decoded = new DecodedRecord(
                    "group-config", Map.of("group", groupId), values.isEmpty() ? null : new TreeMap<>(values));
        }

        private static Map<String, Object> patternKey(String groupId, String pattern) {
            Map<String, Object> key = new LinkedHashMap<>();
            key.put("group", groupId);
            key.put("pattern", pattern);
            return key;
        }

        private static Map<String, Object> memberKey(String groupId, String memberId) {
            Map<String, Object> key = new LinkedHashMap<>();
            key.put("group", groupId);
            key.put("member", memberId);
            return key;
        }

        private static Map<String, Object> offsetKey(String groupId, TopicPartition partition) {
            Map<String, Object> key = new LinkedHashMap<>();
            key.put("group", groupId);
            key.put("topic", partition.topic());
            key.put("partition", partition.partition());
            return key;
        }
    }
}
