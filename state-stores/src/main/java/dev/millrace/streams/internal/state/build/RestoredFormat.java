package dev.millrace.streams.internal.state.build;

import java.nio.ByteBuffer;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.state.typed.HeadersV1;
import dev.millrace.streams.processor.StateStore;
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
    },
    /** The headers. */
    HEADED_AGGREGATE {
        @Override
        byte[] of(byte[] raw, ConsumerRecord<byte[], byte[]> record) {
            return HeadersV1.write(HeadersV1.write(record.headers()), raw);
        }

        @Override
        byte @Nullable [] ofUnknown(byte @Nullable [] raw) {
            return HeadersBytesStore.convertToHeaderFormat(raw);
        }
    };

    /** That of values without headers. */
    static RestoredFormat of(boolean stamped) {
        return stamped ? STAMPED : PLAIN;
    }

    /** What the values of a user's key-value or window store begin with. */
    static RestoredFormat madeFor(StateStore store) {
        return store instanceof HeadersBytesStore ? HEADED : of(store instanceof TimestampedBytesStore);
    }

    /** This, or less if a persistent store was made for less: then it can still be read by what wrote it. */
    RestoredFormat within(RestoredFormat made, boolean persistent) {
        return persistent && made.compareTo(this) < 0 ? made : this;
    }

    /** The value of {@code record}, which is {@code raw}, in this format. */
    abstract byte[] of(byte[] raw, ConsumerRecord<byte[], byte[]> record);

    /** A value whose record nobody knows any more; null stays null. */
    abstract byte @Nullable [] ofUnknown(byte @Nullable [] raw);
}
