package dev.millrace.streams.internal.state.build;

import java.nio.ByteBuffer;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.state.typed.HeadersV1;
import dev.millrace.streams.state.HeadersBytesStore;
import dev.millrace.streams.state.TimestampedBytesStore;

/** What a user's store puts before the value of a changelog record that it takes back. */
enum RestoredFormat {
    /** Nothing. */
    PLAIN {
        @Override
        byte[] of(byte[] raw, ConsumerRecord<byte[], byte[]> record) {
            return raw;
        }

        @Override
        byte @Nullable [] ofUnknown(byte @Nullable [] raw) {
            return raw;
        }
    },
    /** The time. */
    STAMPED {
        @Override
        byte[] of(byte[] raw, ConsumerRecord<byte[], byte[]> record) {
            return ByteBuffer.allocate(Long.BYTES + raw.length)
                    .putLong(record.timestamp())
                    .put(raw)
                    .array();
        }

        @Override
        byte @Nullable [] ofUnknown(byte @Nullable [] raw) {
            return TimestampedBytesStore.convertToTimestampedFormat(raw);
        }
    },
    /** The headers and the time. */
    HEADED {
        @Override
        byte[] of(byte[] raw, ConsumerRecord<byte[], byte[]> record) {
            return HeadersV1.write(HeadersV1.write(record.headers()), record.timestamp(), raw);
        }

        @Override
        byte @Nullable [] ofUnknown(byte @Nullable [] raw) {
            return HeadersBytesStore.convertFromPlainToHeaderFormat(raw);
        }
    };

    /** The value of {@code record}, which is {@code raw}, in this format. */
    abstract byte[] of(byte[] raw, ConsumerRecord<byte[], byte[]> record);

    /** A value whose record nobody knows any more; null stays null. */
    abstract byte @Nullable [] ofUnknown(byte @Nullable [] raw);
}
