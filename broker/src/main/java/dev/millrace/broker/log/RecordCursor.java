package dev.millrace.broker.log;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.utils.BufferSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Walks over the records of one batch without making objects of them. It reads what the broker has to know (timestamp,
 * offset, whether there is a key), skips the rest, and unpacks no more than it was allowed to, so that a small batch
 * cannot blow up into a large one.
 *
 * <pre>
 * record := length varint, attributes byte, timestamp delta varlong, offset delta varint,
 *           key length varint (-1: no key), key, value length varint, value, headers
 * </pre>
 *
 * <p><em>Confined to the thread that walks.</em>
 */
final class RecordCursor {

    /** What a batch may unpack to at least; a generous multiple of what producers build. */
    static final long UNPACKED_FLOOR_BYTES = 128L << 20;

    private static final int LONGEST_VARINT = 5;
    private static final int LONGEST_VARLONG = 10;

    private final InputStream input;
    private final long baseOffset;
    private final long baseTimestamp;
    private final long stampedMs;
    private final boolean stamped;
    private final int count;
    private final long maxUnpackedBytes;

    private long unpackedBytes;
    private int index = -1;
    private int offsetDelta;
    private long timestampDelta;
    private boolean keyed;

    /**
     * Starts before the first record.
     *
     * @param batch a batch that is whole and intact; may be moved afterwards
     * @param maxUnpackedBytes how much may be unpacked
     */
    RecordCursor(BatchView batch, long maxUnpackedBytes) {
        this.baseOffset = batch.baseOffset();
        this.baseTimestamp = batch.baseTimestamp();
        this.stamped = batch.stampedByBroker();
        this.stampedMs = batch.maxTimestamp();
        this.count = batch.count();
        this.maxUnpackedBytes = maxUnpackedBytes;
        this.input = unpacked(batch);
    }

    /**
     * Finds a record by time.
     *
     * @param batch a batch that is whole
     * @param timestampMs the time
     * @param fromOffset offset of the first record that counts
     * @return the first record not before it; null if there is none. For records that nobody can read, the batch as a
     *     whole stands in: better to begin reading there than to skip it
     */
    static @Nullable TimestampOffset firstAtOrAfter(BatchView batch, long timestampMs, long fromOffset) {
        try {
            RecordCursor records = new RecordCursor(batch, UNPACKED_FLOOR_BYTES);
            while (records.next()) {
                if (records.timestamp() >= timestampMs && records.offset() >= fromOffset) {
                    return new TimestampOffset(records.timestamp(), records.offset());
                }
            }
            return null;
        } catch (IOException | KafkaException malformed) {
            return new TimestampOffset(batch.maxTimestamp(), Math.max(batch.baseOffset(), fromOffset));
        }
    }

    private static InputStream unpacked(BatchView batch) {
        ByteBuffer packed = batch.records();
        if (batch.compression() == CompressionType.NONE.id && packed.hasArray()) {
            return new ByteArrayInputStream(
                    packed.array(), packed.arrayOffset() + packed.position(), packed.remaining());
        }
        return Compression.of(CompressionType.forId(batch.compression()))
                .build()
                .wrapForInput(packed, BatchView.MAGIC, BufferSupplier.NO_CACHING);
    }

    /**
     * Goes to the next record.
     *
     * @return whether there is one
     * @throws IOException if the records are malformed or exceed the bound
     */
    boolean next() throws IOException {
        if (++index >= count) {
            return false;
        }
        long length = signed(unsignedVarint(LONGEST_VARINT));
        long start = unpackedBytes;
        if (length < 0 || length > maxUnpackedBytes - start) {
            throw new IOException(
                    "record " + index + " claims " + length + " bytes, allowed are " + (maxUnpackedBytes - start));
        }
        readByte();
        timestampDelta = signed(unsignedVarint(LONGEST_VARLONG));
        offsetDelta = (int) signed(unsignedVarint(LONGEST_VARINT));
        keyed = signed(unsignedVarint(LONGEST_VARINT)) >= 0;
        skip(start + length - unpackedBytes);
        return true;
    }

    /** Returns the number of the record in its batch, from 0. */
    int index() {
        return index;
    }

    int offsetDelta() {
        return offsetDelta;
    }

    long offset() {
        return baseOffset + offsetDelta;
    }

    long timestamp() {
        return stamped ? stampedMs : baseTimestamp + timestampDelta;
    }

    boolean keyed() {
        return keyed;
    }

    private void skip(long bytes) throws IOException {
        if (bytes < 0) {
            throw new IOException("record " + index + " is " + -bytes + " bytes longer than it claims");
        }
        input.skipNBytes(bytes);
        unpackedBytes += bytes;
    }

    private int readByte() throws IOException {
        int value = input.read();
        if (value < 0) {
            throw new EOFException("records end within record " + index + " of " + count);
        }
        unpackedBytes++;
        return value;
    }

    private long unsignedVarint(int longest) throws IOException {
        long value = 0;
        for (int i = 0; i < longest; i++) {
            int next = readByte();
            value |= (next & 0x7FL) << 7 * i;
            if ((next & 0x80) == 0) {
                return value;
            }
        }
        throw new IOException("number longer than " + longest + " bytes in record " + index);
    }

    private static long signed(long zigzag) {
        return zigzag >>> 1 ^ -(zigzag & 1);
    }
}
