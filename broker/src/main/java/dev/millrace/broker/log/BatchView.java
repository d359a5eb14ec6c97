package dev.millrace.broker.log;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * Reads and changes the header of a record batch where it lies in a buffer. One view is moved from batch to batch, so
 * that the append path makes no object per batch.
 *
 * <pre>
 *  0 base offset             long      23 last offset delta   int
 *  8 length from byte 12     int       27 base timestamp      long
 * 12 partition leader epoch  int       35 max timestamp       long
 * 16 magic = 2               byte      43 producer id         long
 * 17 CRC-32C from byte 21    int       51 producer epoch      short
 * 21 attributes              short     53 base sequence       int
 *    0-2 compression                   57 number of records   int
 *    3 log append time                 61 records, packed if the attributes say so
 *    4 transactional
 *    5 control
 *    6 base timestamp is a delete horizon
 * </pre>
 *
 * <p><em>Confined to whoever holds it.</em>
 */
final class BatchView {

    static final int HEADER_BYTES = 61;
    static final byte MAGIC = 2;
    static final long NO_TIMESTAMP = -1;
    static final long NO_PRODUCER = -1;

    /** Bytes before the part that the length field counts. */
    private static final int LENGTH_OVERHEAD = 12;

    private static final int LENGTH_AT = 8;
    private static final int LEADER_EPOCH_AT = 12;
    private static final int MAGIC_AT = 16;
    private static final int CRC_AT = 17;
    private static final int ATTRIBUTES_AT = 21;
    private static final int LAST_OFFSET_DELTA_AT = 23;
    private static final int BASE_TIMESTAMP_AT = 27;
    private static final int MAX_TIMESTAMP_AT = 35;
    private static final int PRODUCER_ID_AT = 43;
    private static final int PRODUCER_EPOCH_AT = 51;
    private static final int BASE_SEQUENCE_AT = 53;
    private static final int COUNT_AT = 57;

    private static final int COMPRESSION_MASK = 0x07;
    private static final int LOG_APPEND_TIME = 0x08;
    private static final int TRANSACTIONAL = 0x10;
    private static final int CONTROL = 0x20;
    private static final int DELETE_HORIZON = 0x40;

    private final CRC32C crc = new CRC32C();
    private ByteBuffer buffer = ByteBuffer.allocate(0);
    private int at;

    /** Moves to a batch; at least {@link #HEADER_BYTES} bytes must follow the position. */
    BatchView moveTo(ByteBuffer newBuffer, int position) {
        buffer = newBuffer;
        at = position;
        return this;
    }

    long baseOffset() {
        return buffer.getLong(at);
    }

    long lastOffset() {
        return baseOffset() + lastOffsetDelta();
    }

    /** Returns the bytes of the whole batch; not to be trusted before it was checked. */
    long sizeBytes() {
        return (long) LENGTH_OVERHEAD + buffer.getInt(at + LENGTH_AT);
    }

    int leaderEpoch() {
        return buffer.getInt(at + LEADER_EPOCH_AT);
    }

    byte magic() {
        return buffer.get(at + MAGIC_AT);
    }

    int compression() {
        return attributes() & COMPRESSION_MASK;
    }

    boolean stampedByBroker() {
        return (attributes() & LOG_APPEND_TIME) != 0;
    }

    boolean transactional() {
        return (attributes() & TRANSACTIONAL) != 0;
    }

    boolean control() {
        return (attributes() & CONTROL) != 0;
    }

    boolean hasDeleteHorizon() {
        return (attributes() & DELETE_HORIZON) != 0;
    }

    int lastOffsetDelta() {
        return buffer.getInt(at + LAST_OFFSET_DELTA_AT);
    }

    long baseTimestamp() {
        return buffer.getLong(at + BASE_TIMESTAMP_AT);
    }

    long maxTimestamp() {
        return buffer.getLong(at + MAX_TIMESTAMP_AT);
    }

    long producerId() {
        return buffer.getLong(at + PRODUCER_ID_AT);
    }

    boolean hasProducer() {
        return producerId() > NO_PRODUCER;
    }

    short producerEpoch() {
        return buffer.getShort(at + PRODUCER_EPOCH_AT);
    }

    int baseSequence() {
        return buffer.getInt(at + BASE_SEQUENCE_AT);
    }

    /** Returns the sequence of the last record; sequences go on with 0 after the largest int. */
    int lastSequence() {
        return baseSequence() + lastOffsetDelta() & Integer.MAX_VALUE;
    }

    int count() {
        return buffer.getInt(at + COUNT_AT);
    }

    /** Returns the packed records, without the header. */
    ByteBuffer records() {
        int size = (int) sizeBytes();
        return buffer.duplicate().limit(at + size).position(at + HEADER_BYTES).slice();
    }

    /** Returns the whole batch, which must be in the buffer. */
    ByteBuffer bytes() {
        return buffer.duplicate().limit(at + (int) sizeBytes()).position(at).slice();
    }

    /** Returns whether the bytes are those the checksum was made for; the whole batch must be in the buffer. */
    boolean intact() {
        return buffer.getInt(at + CRC_AT) == checksum();
    }

    int storedChecksum() {
        return buffer.getInt(at + CRC_AT);
    }

    /** Returns whether size, magic and offsets can belong to a batch of ours. */
    boolean plausible() {
        return sizeBytes() >= HEADER_BYTES && magic() == MAGIC && lastOffsetDelta() >= 0 && baseOffset() >= 0;
    }

    /** Gives the batch its place in the log; the checksum does not cover these fields. */
    void place(long baseOffset, int leaderEpoch) {
        buffer.putLong(at, baseOffset);
        buffer.putInt(at + LEADER_EPOCH_AT, leaderEpoch);
    }

    /** Replaces the producer's timestamps by the broker's, for all records at once, and renews the checksum. */
    void stamp(long timestampMs) {
        buffer.putShort(at + ATTRIBUTES_AT, (short) (attributes() | LOG_APPEND_TIME));
        buffer.putLong(at + MAX_TIMESTAMP_AT, timestampMs);
        buffer.putInt(at + CRC_AT, checksum());
    }

    private int attributes() {
        return buffer.getShort(at + ATTRIBUTES_AT);
    }

    private int checksum() {
        int position = buffer.position();
        int limit = buffer.limit();
        crc.reset();
        buffer.limit(at + (int) sizeBytes()).position(at + ATTRIBUTES_AT);
        crc.update(buffer);
        buffer.limit(limit).position(position);
        return (int) crc.getValue();
    }
}
