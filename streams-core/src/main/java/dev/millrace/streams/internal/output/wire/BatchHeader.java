package dev.millrace.streams.internal.output.wire;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * What stands before the records of a batch of format 2. Bytes, all numbers big-endian:
 *
 * <pre>{@code
 *  0 base offset, 8 (0: the broker's to set)   21 attributes, 2 (compression)     51 producer epoch, 2
 *  8 length of what follows, 4                 23 offset delta of the last, 4     53 sequence of the first, 4
 * 12 leader epoch, 4 (-1)                      27 time of the first, 8            57 count, 4
 * 16 format, 1 (2)                             35 latest time, 8                  61 records
 * 17 CRC-32C of what follows, 4                43 producer id, 8
 * }</pre>
 */
final class BatchHeader {
    /** Bytes of a header. */
    static final int BYTES = 61;

    private static final int AFTER_LENGTH = 12;
    private static final int CRC = 17;
    private static final int ATTRIBUTES = 21;
    private static final byte FORMAT = 2;

    private BatchHeader() {}

    /**
     * Writes the header of {@code batch} to the beginning of {@code out}, whose limit is the end of the batch and which
     * already holds the records.
     *
     * @param compression id of the compression the records are in
     */
    static void write(ByteBuffer out, Batch batch, byte compression, WriterIdentity identity, int sequence) {
        out.putLong(0, 0);
        out.putInt(8, out.limit() - AFTER_LENGTH);
        out.putInt(12, -1);
        out.put(16, FORMAT);
        out.putShort(ATTRIBUTES, compression);
        out.putInt(23, batch.count() - 1);
        out.putLong(27, batch.baseTimestamp());
        out.putLong(35, batch.maxTimestamp());
        out.putLong(43, identity.id());
        out.putShort(51, identity.epoch());
        out.putInt(53, sequence);
        out.putInt(57, batch.count());
        CRC32C crc = new CRC32C();
        crc.update(out.array(), out.arrayOffset() + ATTRIBUTES, out.limit() - ATTRIBUTES);
        out.putInt(CRC, (int) crc.getValue());
    }
}
