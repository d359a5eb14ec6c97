package dev.millrace.broker.transaction;

import java.util.HashSet;
import java.util.Set;

import org.apache.kafka.common.TopicPartition;

import dev.millrace.broker.coordinator.CorruptShardRecord;
import dev.millrace.broker.coordinator.FieldReader;
import dev.millrace.broker.coordinator.FieldWriter;
import dev.millrace.broker.coordinator.ShardRecord;

/**
 * The bytes of transactional ids in {@code __transaction_state}.
 *
 * <p>Fields are written as {@link FieldWriter} says: numbers big-endian, strings with an int for their length.
 *
 * <pre>
 * key      1:i8 't':i8 transactionalId:string
 * value    1:i8 phase:i8 raises:i8 timeoutMs:i32 startMs:i64 updateMs:i64
 *          producer, previous, next, each: id:i64 epoch:i32
 *          count:i32, then for each partition: topic:string partition:i32
 * </pre>
 *
 * <p>The first byte is the version. A key without value says that the id is forgotten. Without state.
 */
final class TransactionRecords {
    private static final int VERSION = 1;
    private static final int TRANSACTION = 't';

    private TransactionRecords() {}

    static ShardRecord of(Transaction transaction) {
        FieldWriter value = new FieldWriter()
                .int8(VERSION)
                .int8(transaction.phase().code())
                .int8(transaction.raises() ? 1 : 0)
                .int32(transaction.timeoutMs())
                .int64(transaction.startMs())
                .int64(transaction.updateMs());
        write(transaction.producer(), value);
        write(transaction.previous(), value);
        write(transaction.next(), value);
        value.int32(transaction.partitions().size());
        for (TopicPartition partition : transaction.partitions()) {
            value.string(partition.topic()).int32(partition.partition());
        }
        return new ShardRecord(key(transaction.id()), value.toBytes());
    }

    static ShardRecord forgotten(String transactionalId) {
        return new ShardRecord(key(transactionalId), null);
    }

    private static byte[] key(String transactionalId) {
        return new FieldWriter()
                .int8(VERSION)
                .int8(TRANSACTION)
                .string(transactionalId)
                .toBytes();
    }

    private static void write(ProducerIdentity producer, FieldWriter to) {
        to.int64(producer.id()).int32(producer.epoch());
    }

    /**
     * Returns which id a record speaks of.
     *
     * @throws CorruptShardRecord if the bytes are not as drawn above
     */
    static String idOf(ShardRecord record) {
        FieldReader key = new FieldReader(record.key());
        expectVersion(key);
        int kind = key.int8();
        if (kind != TRANSACTION) {
            throw new CorruptShardRecord("a key of unknown kind " + kind);
        }
        String id = key.string();
        key.end();
        return id;
    }

    /**
     * Reads the value of a record.
     *
     * @throws CorruptShardRecord if the bytes are not as drawn above
     */
    static Transaction read(String id, byte[] bytes) {
        FieldReader value = new FieldReader(bytes);
        expectVersion(value);
        int code = value.int8();
        TransactionPhase phase = TransactionPhase.ofCode(code);
        if (phase == null) {
            throw new CorruptShardRecord("phase " + code + " is unknown");
        }
        boolean raises = value.int8() != 0;
        int timeoutMs = value.int32();
        long startMs = value.int64();
        long updateMs = value.int64();
        ProducerIdentity producer = identity(value);
        ProducerIdentity previous = identity(value);
        ProducerIdentity next = identity(value);
        Set<TopicPartition> partitions = new HashSet<>();
        for (int left = value.count(); left > 0; left--) {
            partitions.add(new TopicPartition(value.string(), value.int32()));
        }
        value.end();
        return new Transaction(id, producer, previous, next, timeoutMs, phase, partitions, raises, startMs, updateMs);
    }

    private static ProducerIdentity identity(FieldReader from) {
        return new ProducerIdentity(from.int64(), (short) from.int32());
    }

    private static void expectVersion(FieldReader reader) {
        int version = reader.int8();
        if (version != VERSION) {
            throw new CorruptShardRecord("version " + version + ", but only version " + VERSION + " is known");
        }
    }
}
