package dev.millrace.broker.consumergroup;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

import dev.millrace.broker.assignor.PartitionSet;
import dev.millrace.broker.coordinator.CorruptShardRecord;
import dev.millrace.broker.coordinator.FieldReader;
import dev.millrace.broker.coordinator.FieldWriter;
import dev.millrace.broker.coordinator.ShardRecord;

/**
 * The bytes of groups of the consumer protocol in {@code __consumer_offsets}.
 *
 * <p>{@link FieldWriter} says how fields are written; a list begins with its length as an int.
 *
 * <pre>
 * key of a group     1:i8 'c':i8 group:string
 * value              1:i8 epoch:i32 targetEpoch:i32 topicsHash:i64 sinceMs:i64
 *
 * key of a member    1:i8 'm':i8 group:string memberId:string
 * value              1:i8 instanceId:string? rackId:string? clientId:string clientHost:string rebalanceMs:i32
 *                    topics:strings pattern:string assignor:string? epoch:i32 previousEpoch:i32
 *                    list of held partitions, each since:i32 partitions
 *                    revoking:partitions target:partitions
 *   partitions       list of topics, each id:2 x i64, list of numbers:i32
 *
 * key of a pattern   1:i8 'x':i8 group:string pattern:string
 * value              1:i8 topics:strings
 * </pre>
 *
 * <p>The first byte is the version. A key without value says that the group, the member or the pattern is gone. Without
 * state.
 */
public final class ConsumerRecords {
    /** The kinds of keys that this class knows. */
    public static final Set<Integer> KINDS = Set.of((int) 'c', (int) 'm', (int) 'x');

    private static final int GROUP = 'c';
    private static final int MEMBER = 'm';
    private static final int PATTERN = 'x';
    private static final int VERSION = 1;

    private ConsumerRecords() {}

    static ShardRecord head(String groupId, ConsumerGroupHead head) {
        byte[] value = new FieldWriter()
                .int8(VERSION)
                .int32(head.epoch())
                .int32(head.targetEpoch())
                .int64(head.topicsHash())
                .int64(head.sinceMs())
                .toBytes();
        return new ShardRecord(key(GROUP, groupId).toBytes(), value);
    }

    static ShardRecord gone(String groupId) {
        return new ShardRecord(key(GROUP, groupId).toBytes(), null);
    }

    static ShardRecord member(String groupId, ConsumerMember member) {
        ConsumerMember.About about = member.about();
        FieldWriter value = new FieldWriter()
                .int8(VERSION)
                .string(about.instanceId())
                .string(about.rackId())
                .string(about.clientId())
                .string(about.clientHost())
                .int32(about.rebalanceTimeoutMs());
        write(about.topics(), value);
        value.string(about.pattern())
                .string(about.assignor())
                .int32(member.epoch())
                .int32(member.previousEpoch());
        value.int32(member.held().bySince().size());
        member.held().bySince().forEach((since, partitions) -> write(partitions, value.int32(since)));
        write(member.revoking(), value);
        write(member.target(), value);
        return new ShardRecord(memberKey(groupId, member.id()), value.toBytes());
    }

    static ShardRecord memberGone(String groupId, String memberId) {
        return new ShardRecord(memberKey(groupId, memberId), null);
    }

    static ShardRecord matched(String groupId, String pattern, SortedSet<String> topics) {
        FieldWriter value = new FieldWriter().int8(VERSION);
        write(topics, value);
        return new ShardRecord(patternKey(groupId, pattern), value.toBytes());
    }

    static ShardRecord unmatched(String groupId, String pattern) {
        return new ShardRecord(patternKey(groupId, pattern), null);
    }

    private static FieldWriter key(int kind, String groupId) {
        return new FieldWriter().int8(VERSION).int8(kind).string(groupId);
    }

    private static byte[] memberKey(String groupId, String memberId) {
        return key(MEMBER, groupId).string(memberId).toBytes();
    }

    private static byte[] patternKey(String groupId, String pattern) {
        return key(PATTERN, groupId).string(pattern).toBytes();
    }

    private static void write(Collection<String> texts, FieldWriter to) {
        to.int32(texts.size());
        texts.forEach(to::string);
    }

    private static void write(PartitionSet partitions, FieldWriter to) {
        to.int32(partitions.byTopic().size());
        partitions.byTopic().forEach((topic, numbers) -> {
            to.int64(topic.getMostSignificantBits())
                    .int64(topic.getLeastSignificantBits())
                    .int32(numbers.size());
            numbers.forEach(to::int32);
        });
    }

    /**
     * Returns what a record says.
     *
     * @param kind one of {@link #KINDS}, as read from the key
     * @param key behind the kind
     * @param bytes the value; null for a tombstone
     * @throws CorruptShardRecord if the bytes are not as drawn above
     */
    public static ConsumerChange read(int kind, FieldReader key, byte @Nullable [] bytes) {
        String groupId = key.string();
        String name = kind == GROUP ? "" : key.string();
        key.end();
        if (bytes == null) {
            return switch (kind) {
                case MEMBER -> new ConsumerChange.Left(groupId, name);
                case PATTERN -> new ConsumerChange.Unmatched(groupId, name);
                default -> new ConsumerChange.Ended(groupId);
            };
        }
        FieldReader value = new FieldReader(bytes);
        int version = value.int8();
        if (version != VERSION) {
            throw new CorruptShardRecord("version " + version + " of a record of consumer group " + groupId
                    + ", but only version " + VERSION + " can be read");
        }
        ConsumerChange change =
                switch (kind) {
                    case MEMBER -> new ConsumerChange.Present(groupId, readMember(name, value));
                    case PATTERN -> new ConsumerChange.Matched(groupId, name, readTexts(value));
                    default -> new ConsumerChange.Begun(groupId, readHead(value));
                };
        value.end();
        return change;
    }

    private static ConsumerGroupHead readHead(FieldReader value) {
        return new ConsumerGroupHead(value.int32(), value.int32(), value.int64(), value.int64());
    }

    private static ConsumerMember readMember(String memberId, FieldReader value) {
        ConsumerMember.About about = new ConsumerMember.About(
                value.nullableString(),
                value.nullableString(),
                value.string(),
                value.string(),
                value.int32(),
                readTexts(value),
                value.string(),
                value.nullableString());
        return new ConsumerMember(
                memberId,
                about,
                value.int32(),
                value.int32(),
                readHeld(value),
                readPartitions(value),
                readPartitions(value));
    }

    private static SortedSet<String> readTexts(FieldReader value) {
        SortedSet<String> texts = new TreeSet<>();
        int count = value.count();
        for (int i = 0; i < count; i++) {
            texts.add(value.string());
        }
        return texts;
    }

    private static HeldPartitions readHeld(FieldReader value) {
        Map<Integer, PartitionSet> held = new HashMap<>();
        int count = value.count();
        for (int i = 0; i < count; i++) {
            held.put(value.int32(), readPartitions(value));
        }
        return HeldPartitions.of(held);
    }

    private static PartitionSet readPartitions(FieldReader value) {
        Map<Uuid, SortedSet<Integer>> partitions = new HashMap<>();
        int topics = value.count();
        for (int i = 0; i < topics; i++) {
            SortedSet<Integer> numbers =
                    partitions.computeIfAbsent(new Uuid(value.int64(), value.int64()), id -> new TreeSet<>());
            int count = value.count();
            for (int j = 0; j < count; j++) {
                numbers.add(value.int32());
            }
        }
        return PartitionSet.of(partitions);
    }
}
