package dev.millrace.broker.log;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A batch as a tool finds it in a segment file; {@link BatchView} draws its bytes.
 *
 * @param position first byte in the file
 * @param sizeBytes bytes of the whole batch
 * @param header what its header says
 * @param fault what is wrong with it, in one sentence; null if nothing is
 * @param records its records; empty if they were not asked for, cannot be read, or it is a control batch
 * @param marker the end of a transaction; null if it holds none
 */
public record StoredBatch(
        int position,
        int sizeBytes,
        Header header,
        @Nullable String fault,
        List<StoredRecord> records,
        @Nullable TransactionMarker marker) {

    /**
     * The header of a batch.
     *
     * @param baseOffset offset of its first record
     * @param lastOffset offset of its last record, inclusive; compaction may have removed the record
     * @param count number of records
     * @param leaderEpoch epoch of the partition's leader that appended it
     * @param compression name of the codec, {@code none} without; a number if there is no such codec
     * @param stampedByBroker whether the timestamps are those of the broker
     * @param transactional whether it belongs to a transaction
     * @param control whether it holds a marker in place of records of clients
     * @param baseTimestampMs timestamp that those of its records count from
     * @param maxTimestampMs largest timestamp
     * @param producerId of an idempotent producer; -1 without
     * @param producerEpoch of that producer
     * @param baseSequence sequence of its first record; -1 without
     * @param checksum its CRC-32C as stored
     */
    public record Header(
            long baseOffset,
            long lastOffset,
            int count,
            int leaderEpoch,
            String compression,
            boolean stampedByBroker,
            boolean transactional,
            boolean control,
            long baseTimestampMs,
            long maxTimestampMs,
            long producerId,
            short producerEpoch,
            int baseSequence,
            int checksum) {

        static Header of(BatchView batch) {
            return new Header(
                    batch.baseOffset(),
                    batch.lastOffset(),
                    batch.count(),
                    batch.leaderEpoch(),
                    compression(batch.compression()),
                    batch.stampedByBroker(),
                    batch.transactional(),
                    batch.control(),
                    batch.baseTimestamp(),
                    batch.maxTimestamp(),
                    batch.producerId(),
                    batch.producerEpoch(),
                    batch.baseSequence(),
                    batch.storedChecksum());
        }

        private static String compression(int code) {
            return switch (code) {
                case 0 -> "none";
                case 1 -> "gzip";
                case 2 -> "snappy";
                case 3 -> "lz4";
                case 4 -> "zstd";
                default -> Integer.toString(code);
            };
        }
    }
}
