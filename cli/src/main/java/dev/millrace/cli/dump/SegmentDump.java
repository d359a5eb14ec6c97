package dev.millrace.cli.dump;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.millrace.broker.io.BrokenFile;
import dev.millrace.broker.log.StoredBatch;
import dev.millrace.broker.log.StoredFiles;
import dev.millrace.broker.log.StoredRecord;
import dev.millrace.broker.log.TransactionMarker;

/**
 * Shows the batches of a segment, and compares them with the index beside it.
 *
 * @param writer where to
 * @param records shows their records; null if only batches are wanted
 */
record SegmentDump(DumpWriter writer, @Nullable RecordShower records) {

    /**
     * Shows a segment.
     *
     * @throws IOException if it cannot be read
     */
    void show(DumpedFile file) throws IOException {
        IndexCheck index = indexOf(file);
        StoredFiles.Walk walk = StoredFiles.walk(file.path(), records != null, batch -> {
            show(file, batch);
            if (index != null) {
                index.batch(batch);
            }
        });
        if (index != null) {
            index.end(walk.wholeBytes());
        }
        if (walk.wholeBytes() == 0) {
            writer.line(file, "segment", Map.of("bytes", walk.fileBytes()));
        }
        if (walk.fileBytes() > walk.wholeBytes()) {
            long rest = walk.fileBytes() - walk.wholeBytes();
            writer.fault(file, walk.wholeBytes(), "the last " + rest + " bytes are no whole batch");
        }
    }

    /** A broken index is told where the index itself is shown. */
    private @Nullable IndexCheck indexOf(DumpedFile file) throws IOException {
        Path path = file.sibling(FileDump.LOG, FileDump.INDEX);
        if (!Files.exists(path)) {
            return null;
        }
        try {
            return new IndexCheck(StoredFiles.index(path), (position, what) -> writer.fault(file, position, what));
        } catch (BrokenFile e) {
            return null;
        }
    }

    private void show(DumpedFile file, StoredBatch batch) {
        StoredBatch.Header header = batch.header();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("position", batch.position());
        fields.put("bytes", batch.sizeBytes());
        fields.put("baseOffset", header.baseOffset());
        fields.put("lastOffset", header.lastOffset());
        fields.put("count", header.count());
        fields.put("leaderEpoch", header.leaderEpoch());
        fields.put("compression", header.compression());
        fields.put("timestampType", header.stampedByBroker() ? "LogAppendTime" : "CreateTime");
        fields.put("maxTimestamp", new Moment(header.maxTimestampMs()));
        fields.put("producerId", header.producerId());
        fields.put("producerEpoch", header.producerEpoch());
        fields.put("baseSequence", header.baseSequence());
        fields.put("transactional", header.transactional());
        fields.put("control", header.control());
        fields.put("checksum", String.format("%08x", header.checksum()));
        fields.put("valid", batch.fault() == null);
        writer.line(file, "batch", fields);
        if (batch.fault() != null) {
            writer.fault(file, batch.position(), batch.fault());
        }
        if (batch.marker() != null) {
            writer.line(file, "marker", marker(batch.header().baseOffset(), batch.marker()));
        }
        batch.records().forEach(record -> show(file, batch, record));
    }

    private static Map<String, Object> marker(long offset, TransactionMarker marker) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("offset", offset);
        fields.put("ends", marker.committed() ? "COMMIT" : "ABORT");
        fields.put("producerId", marker.producerId());
        fields.put("producerEpoch", marker.epoch());
        fields.put("coordinatorEpoch", marker.coordinatorEpoch());
        return fields;
    }

    private void show(DumpedFile file, StoredBatch batch, StoredRecord record) {
        if (records == null) {
            return;
        }
        try {
            writer.line(file, "record", records.show(record, file.topic()));
        } catch (IllegalArgumentException e) {
            writer.fault(file, batch.position(), "record at offset " + record.offset() + ": " + e.getMessage());
        }
    }
}
