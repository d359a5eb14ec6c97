package dev.millrace.broker.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.Record;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

import dev.millrace.broker.io.BrokenFile;
import dev.millrace.broker.io.CheckpointFile;
import dev.millrace.broker.io.Disk;

/**
 * Reads the files of a partition one by one, for tools that look at a log while no broker owns it, or beside one that
 * does. Files are opened for reading only, and nothing is repaired. Without state.
 */
public final class StoredFiles {
    private StoredFiles() {}

    /**
     * What there was to walk over.
     *
     * @param wholeBytes bytes of whole batches
     * @param fileBytes bytes of the file; more than {@code wholeBytes} if no whole batch follows those
     */
    public record Walk(int wholeBytes, long fileBytes) {}

    /**
     * Walks over the batches of a segment file up to where none can be.
     *
     * @param segment a {@code .log} file; of another broker too, if its batches are of version 2
     * @param withRecords whether records are unpacked
     * @param each receives the batches in the order of the file
     * @throws BrokenFile if the file is larger than any segment
     * @throws IOException if it cannot be read
     */
    public static Walk walk(Path segment, boolean withRecords, Consumer<StoredBatch> each) throws IOException {
        try (FileChannel channel = FileChannel.open(segment, StandardOpenOption.READ)) {
            long fileBytes = channel.size();
            if (fileBytes > Integer.MAX_VALUE) {
                throw new BrokenFile(segment, fileBytes + " bytes are more than any segment has");
            }
            BatchCursor batches = new BatchCursor(channel, 0, (int) fileBytes, BatchCursor.SCAN_WINDOW);
            long expected = Math.max(0, SegmentFiles.offsetOf(segment, SegmentFiles.LOG));
            while (batches.next()) {
                BatchView batch = batches.whole();
                each.accept(stored(batch, batches.position(), expected, withRecords));
                expected = batch.lastOffset() + 1;
            }
            return new Walk(batches.position(), fileBytes);
        }
    }

    private static StoredBatch stored(BatchView batch, int position, long expected, boolean withRecords) {
        StoredBatch.Header header = StoredBatch.Header.of(batch);
        int sizeBytes = (int) batch.sizeBytes();
        String fault = faultOf(batch, expected);
        if (fault != null) {
            return new StoredBatch(position, sizeBytes, header, fault, List.of(), null);
        }
        if (batch.control()) {
            TransactionMarker marker = TransactionMarker.read(batch);
            return new StoredBatch(position, sizeBytes, header, null, List.of(), marker);
        }
        try {
            List<StoredRecord> records = withRecords ? records(batch) : List.of();
            return new StoredBatch(position, sizeBytes, header, null, records, null);
        } catch (KafkaException | IllegalArgumentException unreadable) {
            fault = "the records cannot be read: " + unreadable.getMessage();
            return new StoredBatch(position, sizeBytes, header, fault, List.of(), null);
        }
    }

    private static @Nullable String faultOf(BatchView batch, long expected) {
        if (!batch.intact()) {
            return String.format("the checksum is not %08x", batch.storedChecksum());
        }
        return batch.baseOffset() < expected
                ? "it begins with offset " + batch.baseOffset() + ", which is before " + expected
                : null;
    }

    private static List<StoredRecord> records(BatchView batch) {
        List<StoredRecord> records = new ArrayList<>();
        for (Record record : MemoryRecords.readableRecords(batch.bytes()).records()) {
            records.add(new StoredRecord(
                    record.offset(),
                    record.timestamp(),
                    record.sequence(),
                    Utils.toNullableArray(record.key()),
                    Utils.toNullableArray(record.value()),
                    List.of(record.headers())));
        }
        return records;
    }

    /**
     * Reads an index file.
     *
     * @param index a {@code .index} file
     * @throws BrokenFile if it is none, or altered
     * @throws IOException if it cannot be read
     */
    public static StoredIndexFile index(Path index) throws IOException {
        try {
            return SegmentIndex.decode(content(index)).toFile();
        } catch (IllegalArgumentException broken) {
            throw new BrokenFile(index, broken.getMessage());
        }
    }

    /**
     * Reads a snapshot of the producers' state.
     *
     * @param snapshot a {@code .producers} file
     * @throws BrokenFile if it is none, or altered
     * @throws IOException if it cannot be read
     */
    public static List<ProducerView> producers(Path snapshot) throws IOException {
        try {
            return ProducerStates.decode(content(snapshot)).views();
        } catch (IllegalArgumentException broken) {
            throw new BrokenFile(snapshot, broken.getMessage());
        }
    }

    /**
     * Reads an offset that a log keeps in a file of its own.
     *
     * @param file {@code start} or {@code compacted}
     * @throws BrokenFile if it holds no offset, or is altered
     * @throws IOException if it cannot be read
     */
    public static long offset(Path file) throws IOException {
        byte[] content = content(file);
        if (content.length != Long.BYTES) {
            throw new BrokenFile(file, content.length + " bytes are no offset");
        }
        return ByteBuffer.wrap(content).getLong();
    }

    private static byte[] content(Path file) throws IOException {
        return new CheckpointFile(Disk.LOCAL, file).read().orElseThrow(() -> new BrokenFile(file, "missing"));
    }
}
