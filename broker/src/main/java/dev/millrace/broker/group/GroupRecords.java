package dev.millrace.broker.group;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import dev.millrace.broker.consumergroup.ConsumerChange;
import dev.millrace.broker.consumergroup.ConsumerRecords;
import dev.millrace.broker.coordinator.CorruptShardRecord;
import dev.millrace.broker.coordinator.FieldReader;
import dev.millrace.broker.coordinator.FieldWriter;
import dev.millrace.broker.coordinator.ShardRecord;
import dev.millrace.broker.streamsgroup.StreamsChange;
import dev.millrace.broker.streamsgroup.StreamsRecords;

/**
 * The bytes of groups and committed offsets in {@code __consumer_offsets}.
 *
 * <p>Fields are written as {@link FieldWriter} says: numbers big-endian, strings and arrays with an int for their
 * length.
 *
 * <pre>
 * key of an offset   1:i8 'o':i8 group:string topic:string partition:i32
 * value              1:i8 offset:i64 leaderEpoch:i32 metadata:string commitMs:i64 expireMs:i64
 *
 * key of a group     1:i8 'g':i8 group:string
 * value              1:i8 generation:i32 protocolType:string? protocolName:string? leaderId:string? sinceMs:i64
 *                    count:i32, then for each member
 *                      memberId:string instanceId:string? clientId:string clientHost:string
 *                      sessionMs:i32 rebalanceMs:i32 metadata:bytes assignment:bytes
 *
 * key of the configuration of a group   1:i8 'f':i8 group:string
 * value              1:i8 count:i32, then for each name:string value:string
 * </pre>
 *
 * <p>Keys of the kinds 's' and 't' belong to {@link StreamsRecords}, those of {@link ConsumerRecords#KINDS} to that
 * class. The first byte is the version. A key without value says that the offset, the group or its configuration is
 * gone. Without state.
 */
final class GroupRecords {
    private static final int VERSION = 1;
    private static final int OFFSET = 'o';
    private static final int GROUP = 'g';
    private static final int CONFIG = 'f';

    private GroupRecords() {}

    /** Receives what a record says. */
    interface Reader {
        void offset(String groupId, TopicPartition partition, CommittedOffset offset);

        void offsetGone(String groupId, TopicPartition partition);

        void group(GroupSnapshot snapshot);

        void groupGone(String groupId);

        void streams(StreamsChange change);

        void consumer(ConsumerChange change);

        /** An empty configuration says that the group has none of its own. */
        void config(String groupId, Map<String, String> values);
    }

    static ShardRecord offset(String groupId, TopicPartition partition, CommittedOffset offset) {
        byte[] value = new FieldWriter()
                .int8(VERSION)
                .int64(offset.offset())
                .int32(offset.leaderEpoch())
                .string(offset.metadata())
                .int64(offset.commitMs())
                .int64(offset.expireMs())
                .toBytes();
        return new ShardRecord(offsetKey(groupId, partition), value);
    }

    static ShardRecord offsetGone(String groupId, TopicPartition partition) {
        return new ShardRecord(offsetKey(groupId, partition), null);
    }

    static ShardRecord group(GroupSnapshot snapshot) {
        FieldWriter value = new FieldWriter()
                .int8(VERSION)
                .int32(snapshot.generation())
                .string(snapshot.leading().protocolType())
                .string(snapshot.leading().protocolName())
                .string(snapshot.leading().leaderId())
                .int64(snapshot.sinceMs())
                .int32(snapshot.seats().size());
        snapshot.seats().forEach(seat -> write(seat, value));
        return new ShardRecord(groupKey(snapshot.groupId()), value.toBytes());
    }

    static ShardRecord groupGone(String groupId) {
        return new ShardRecord(groupKey(groupId), null);
    }

    /** An empty configuration is written as a tombstone. */
    static ShardRecord config(String groupId, Map<String, String> values) {
        byte[] key =
                new FieldWriter().int8(VERSION).int8(CONFIG).string(groupId).toBytes();
        if (values.isEmpty()) {
            return new ShardRecord(key, null);
        }
        FieldWriter value = new FieldWriter().int8(VERSION).int32(values.size());
        new TreeMap<>(values).forEach((name, text) -> value.string(name).string(text));
        return new ShardRecord(key, value.toBytes());
    }

    private static void write(GroupSnapshot.Seat seat, FieldWriter value) {
        value.string(seat.claim().memberId())
                .string(seat.claim().instanceId())
                .string(seat.sender().clientId())
                .string(seat.sender().clientHost())
                .int32(seat.timeouts().sessionMs())
                .int32(seat.timeouts().rebalanceMs())
                .bytes(seat.metadata())
                .bytes(seat.assignment());
    }

    private static byte[] offsetKey(String groupId, TopicPartition partition) {
        return new FieldWriter()
                .int8(VERSION)
                .int8(OFFSET)
                .string(groupId)
                .string(partition.topic())
                .int32(partition.partition())
                .toBytes();
    }

    private static byte[] groupKey(String groupId) {
        return new FieldWriter().int8(VERSION).int8(GROUP).string(groupId).toBytes();
    }

    /**
     * Tells a reader what a record says.
     *
     * @throws CorruptShardRecord if the bytes are not as drawn above
     */
    static void read(ShardRecord record, Reader to) {
        FieldReader key = new FieldReader(record.key());
        expectVersion(key);
        int kind = key.int8();
        switch (kind) {
            case OFFSET -> readOffset(key, record.value(), to);
            case GROUP -> readGroup(key, record.value(), to);
            case CONFIG -> readConfig(key, record.value(), to);
            case StreamsRecords.GROUP, StreamsRecords.MEMBER ->
                to.streams(StreamsRecords.read(kind, key, record.value()));
            default -> {
                if (!ConsumerRecords.KINDS.contains(kind)) {
                    throw new CorruptShardRecord("a key of unknown kind " + kind);
                }
                to.consumer(ConsumerRecords.read(kind, key, record.value()));
            }
        }
    }

    private static void readOffset(FieldReader key, byte @Nullable [] bytes, Reader to) {
        String groupId = key.string();
        TopicPartition partition = new TopicPartition(key.string(), key.int32());
        key.end();
        if (bytes == null) {
            to.offsetGone(groupId, partition);
            return;
        }
        FieldReader value = new FieldReader(bytes);
        expectVersion(value);
        var offset = new CommittedOffset(value.int64(), value.int32(), value.string(), value.int64(), value.int64());
        value.end();
        to.offset(groupId, partition, offset);
    }

    private static void readGroup(FieldReader key, byte @Nullable [] bytes, Reader to) {
        String groupId = key.string();
        key.end();
        if (bytes == null) {
            to.groupGone(groupId);
            return;
        }
        FieldReader value = new FieldReader(bytes);
        expectVersion(value);
        int generation = value.int32();
        var leading = new GroupSnapshot.Leading(value.nullableString(), value.nullableString(), value.nullableString());
        long sinceMs = value.int64();
        int count = value.count();
        List<GroupSnapshot.Seat> seats = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            seats.add(readSeat(value));
        }
        value.end();
        to.group(new GroupSnapshot(groupId, generation, leading, sinceMs, seats));
    }

    private static void readConfig(FieldReader key, byte @Nullable [] bytes, Reader to) {
        String groupId = key.string();
        key.end();
        Map<String, String> values = new TreeMap<>();
        if (bytes != null) {
            FieldReader value = new FieldReader(bytes);
            expectVersion(value);
            int count = value.count();
            for (int i = 0; i < count; i++) {
                values.put(value.string(), value.string());
            }
            value.end();
        }
        to.config(groupId, values);
    }

    private static GroupSnapshot.Seat readSeat(FieldReader value) {
        MemberClaim claim = new MemberClaim(value.string(), value.nullableString());
        Sender sender = Sender.absent(value.string(), value.string());
        MemberTimeouts timeouts = new MemberTimeouts(value.int32(), value.int32());
        return new GroupSnapshot.Seat(claim, sender, timeouts, value.bytes(), value.bytes());
    }

    private static void expectVersion(FieldReader reader) {
        int version = reader.int8();
        if (version != VERSION) {
            throw new CorruptShardRecord("version " + version + ", but only version " + VERSION + " is known");
        }
    }
}
