package dev.millrace.broker.streamsgroup;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import dev.millrace.broker.coordinator.CorruptShardRecord;
import dev.millrace.broker.coordinator.FieldReader;
import dev.millrace.broker.coordinator.FieldWriter;
import dev.millrace.broker.coordinator.ShardRecord;

/**
 * The bytes of groups of the Streams protocol in {@code __consumer_offsets}.
 *
 * <p>Fields are written as {@link FieldWriter} says; a list is its length as an int, then its entries.
 *
 * <pre>
 * key of a group     1:i8 's':i8 group:string
 * value              1:i8 epoch:i32 targetEpoch:i32 copies:i32 sinceMs:i64 known:i8, then if known is 1
 *                      topologyEpoch:i32 list of subtopologies, each
 *                        id:string sources:strings patterns:strings repartitionSources:topics
 *                        repartitionSinks:strings changelogs:topics
 *                        list of co-partitions, each three lists of i32
 *   topic            name:string partitions:i32 config:pairs of strings
 *
 * key of a member    1:i8 't':i8 group:string memberId:string
 * value              1:i8 instanceId:string? rackId:string? clientId:string clientHost:string rebalanceMs:i32
 *                    topologyEpoch:i32 processId:string host:string? port:i32 tags:pairs of strings
 *                    epoch:i32 previousEpoch:i32 assigned:roles revoking:roles target:roles
 *   roles            three lists of tasks (active, standby, warm-up), each task subtopology:string partition:i32
 * </pre>
 *
 * <p>The first byte is the version. A key without value says that the group or the member is gone. Without state.
 */
public final class StreamsRecords {
    /** The kind of a key that names a group. */
    public static final int GROUP = 's';

    /** The kind of a key that names a member. */
    public static final int MEMBER = 't';

    private static final int VERSION = 1;

    private StreamsRecords() {}

    static ShardRecord head(String groupId, StreamsGroupHead head) {
        FieldWriter value = new FieldWriter()
                .int8(VERSION)
                .int32(head.epoch())
                .int32(head.targetEpoch())
                .int32(head.copies())
                .int64(head.sinceMs())
                .int8(head.topology() == null ? 0 : 1);
        if (head.topology() != null) {
            value.int32(head.topology().epoch());
            list(head.topology().subtopologies(), value, StreamsRecords::write);
        }
        return new ShardRecord(key(GROUP, groupId).toBytes(), value.toBytes());
    }

    static ShardRecord gone(String groupId) {
        return new ShardRecord(key(GROUP, groupId).toBytes(), null);
    }

    static ShardRecord member(String groupId, StreamsMember member) {
        StreamsMember.About about = member.about();
        StreamsMember.UserEndpoint endpoint = about.endpoint();
        FieldWriter value = new FieldWriter()
                .int8(VERSION)
                .string(about.instanceId())
                .string(about.rackId())
                .string(about.clientId())
                .string(about.clientHost())
                .int32(about.rebalanceTimeoutMs())
                .int32(about.topologyEpoch())
                .string(about.processId())
                .string(endpoint == null ? null : endpoint.host())
                .int32(endpoint == null ? 0 : endpoint.port());
        pairs(about.tags(), value);
        value.int32(member.epoch()).int32(member.previousEpoch());
        for (TaskRoles roles : List.of(member.assigned(), member.revoking(), member.target())) {
            list(roles.active(), value, StreamsRecords::write);
            list(roles.standby(), value, StreamsRecords::write);
            list(roles.warmup(), value, StreamsRecords::write);
        }
        return new ShardRecord(memberKey(groupId, member.id()), value.toBytes());
    }

    static ShardRecord memberGone(String groupId, String memberId) {
        return new ShardRecord(memberKey(groupId, memberId), null);
    }

    private static FieldWriter key(int kind, String groupId) {
        return new FieldWriter().int8(VERSION).int8(kind).string(groupId);
    }

    private static byte[] memberKey(String groupId, String memberId) {
        return key(MEMBER, groupId).string(memberId).toBytes();
    }

    private static <T> void list(Collection<T> entries, FieldWriter to, BiConsumer<T, FieldWriter> write) {
        to.int32(entries.size());
        entries.forEach(entry -> write.accept(entry, to));
    }

    private static void strings(Collection<String> entries, FieldWriter to) {
        list(entries, to, (entry, writer) -> writer.string(entry));
    }

    private static void numbers(Collection<Integer> entries, FieldWriter to) {
        list(entries, to, (entry, writer) -> writer.int32(entry));
    }

    private static void pairs(Map<String, String> entries, FieldWriter to) {
        list(new TreeMap<>(entries).entrySet(), to, (entry, writer) -> writer.string(entry.getKey())
                .string(entry.getValue()));
    }

    private static void write(GroupTask task, FieldWriter to) {
        to.string(task.subtopology()).int32(task.partition());
    }

    private static void write(DemandedTopic topic, FieldWriter to) {
        to.string(topic.name()).int32(topic.partitions());
        pairs(topic.config(), to);
    }

    private static void write(StreamsSubtopology part, FieldWriter to) {
        to.string(part.id());
        strings(part.sources(), to);
        strings(part.patterns(), to);
        list(part.repartitionSources(), to, StreamsRecords::write);
        strings(new TreeSet<>(part.repartitionSinks()), to);
        list(part.changelogs(), to, StreamsRecords::write);
        list(part.copartitions(), to, StreamsRecords::write);
    }

    private static void write(StreamsSubtopology.Copartition group, FieldWriter to) {
        numbers(group.sources(), to);
        numbers(group.patterns(), to);
        numbers(group.repartitionSources(), to);
    }

    /**
     * Returns what a record says.
     *
     * @param kind {@link #GROUP} or {@link #MEMBER}, as read from the key
     * @param key behind the kind
     * @param bytes the value; null for a tombstone
     * @throws CorruptShardRecord if the bytes are not as drawn above
     */
    public static StreamsChange read(int kind, FieldReader key, byte @Nullable [] bytes) {
        String groupId = key.string();
        String memberId = kind == MEMBER ? key.string() : "";
        key.end();
        if (bytes == null) {
            return kind == MEMBER ? new StreamsChange.Dismissed(groupId, memberId) : new StreamsChange.Gone(groupId);
        }
        FieldReader value = new FieldReader(bytes);
        int version = value.int8();
        if (version != VERSION) {
            throw new CorruptShardRecord("version " + version + " of streams group " + groupId + ", but only version "
                    + VERSION + " is known");
        }
        StreamsChange change = kind == MEMBER
                ? new StreamsChange.Enrolled(groupId, readMember(memberId, value))
                : new StreamsChange.Headed(groupId, readHead(value));
        value.end();
        return change;
    }

    private static StreamsGroupHead readHead(FieldReader value) {
        int epoch = value.int32();
        int targetEpoch = value.int32();
        int copies = value.int32();
        long sinceMs = value.int64();
        StreamsTopology topology =
                value.int8() == 0 ? null : new StreamsTopology(value.int32(), list(value, StreamsRecords::readPart));
        return new StreamsGroupHead(epoch, targetEpoch, copies, topology, sinceMs);
    }

    private static StreamsSubtopology readPart(FieldReader value) {
        return new StreamsSubtopology(
                value.string(),
                list(value, FieldReader::string),
                list(value, FieldReader::string),
                list(value, StreamsRecords::readTopic),
                new HashSet<>(list(value, FieldReader::string)),
                list(value, StreamsRecords::readTopic),
                list(value, StreamsRecords::readCopartition));
    }

    private static StreamsSubtopology.Copartition readCopartition(FieldReader value) {
        return new StreamsSubtopology.Copartition(
                list(value, FieldReader::int32), list(value, FieldReader::int32), list(value, FieldReader::int32));
    }

    private static DemandedTopic readTopic(FieldReader value) {
        return new DemandedTopic(value.string(), value.int32(), readPairs(value));
    }

    private static StreamsMember readMember(String memberId, FieldReader value) {
        String instanceId = value.nullableString();
        String rackId = value.nullableString();
        String clientId = value.string();
        String clientHost = value.string();
        int rebalanceMs = value.int32();
        int topologyEpoch = value.int32();
        String processId = value.string();
        String host = value.nullableString();
        int port = value.int32();
        var endpoint = host == null ? null : new StreamsMember.UserEndpoint(host, port);
        var about = new StreamsMember.About(
                instanceId,
                rackId,
                clientId,
                clientHost,
                rebalanceMs,
                topologyEpoch,
                processId,
                endpoint,
                readPairs(value));
        return new StreamsMember(
                memberId, about, value.int32(), value.int32(), readRoles(value), readRoles(value), readRoles(value));
    }

    private static TaskRoles readRoles(FieldReader value) {
        return TaskRoles.of(
                list(value, StreamsRecords::readTask),
                list(value, StreamsRecords::readTask),
                list(value, StreamsRecords::readTask));
    }

    private static GroupTask readTask(FieldReader value) {
        return new GroupTask(value.string(), value.int32());
    }

    private static Map<String, String> readPairs(FieldReader value) {
        Map<String, String> pairs = new HashMap<>();
        int count = value.count();
        for (int i = 0; i < count; i++) {
            pairs.put(value.string(), value.string());
        }
        return pairs;
    }

    private static <T> List<T> list(FieldReader value, Function<FieldReader, T> read) {
        int count = value.count();
        List<T> entries = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            entries.add(read.apply(value));
        }
        return entries;
    }
}
