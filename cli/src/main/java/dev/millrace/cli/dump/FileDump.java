package dev.millrace.cli.dump;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.millrace.broker.catalog.StoredTopics;
import dev.millrace.broker.catalog.Topic;
import dev.millrace.broker.io.BrokenFile;
import dev.millrace.broker.log.AbortedTransaction;
import dev.millrace.broker.log.ProducerView;
import dev.millrace.broker.log.StoredFiles;
import dev.millrace.broker.log.StoredIndexFile;
import dev.millrace.cli.output.Json;

/**
 * Shows one file, by its name: a segment, an index, a snapshot, or one of the small ones.
 *
 * @param writer where to
 * @param segments shows segments
 */
record FileDump(DumpWriter writer, SegmentDump segments) {
    static final String LOG = ".log";
    static final String INDEX = ".index";
    private static final String PRODUCERS = ".producers";

    /**
     * Shows a file. What is wrong with it is told the writer.
     *
     * @throws IOException if it cannot be read
     */
    void show(DumpedFile file) throws IOException {
        String name = file.name();
        try {
            if (name.endsWith(LOG)) {
                segments.show(file);
            } else if (name.endsWith(INDEX)) {
                index(file);
            } else if (name.endsWith(PRODUCERS)) {
                producers(file);
            } else {
                small(file);
            }
        } catch (BrokenFile e) {
            writer.fault(file, null, e.getMessage());
        }
    }

    private void index(DumpedFile file) throws IOException {
        StoredIndexFile index = StoredFiles.index(file.path());
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("logBytes", index.logBytes());
        fields.put("nextOffset", index.nextOffset());
        fields.put("firstTimestamp", new Moment(index.firstTimestampMs()));
        fields.put("maxTimestamp", new Moment(index.maxTimestampMs()));
        fields.put("maxTimestampPosition", index.maxTimestampPosition());
        writer.line(file, "index", fields);
        for (StoredIndexFile.Entry entry : index.offsets()) {
            writer.line(file, "offset-entry", Json.object("offset", entry.key(), "position", entry.position()));
        }
        for (StoredIndexFile.Entry entry : index.times()) {
            writer.line(
                    file,
                    "time-entry",
                    Json.object("timestampBefore", new Moment(entry.key()), "position", entry.position()));
        }
        index.aborted().forEach(aborted -> writer.line(file, "aborted", fields(aborted)));
    }

    private static Map<String, Object> fields(AbortedTransaction aborted) {
        return Json.object(
                "producerId",
                aborted.producerId(),
                "firstOffset",
                aborted.firstOffset(),
                "lastOffset",
                aborted.lastOffset());
    }

    private void producers(DumpedFile file) throws IOException {
        List<ProducerView> producers = new ArrayList<>(StoredFiles.producers(file.path()));
        writer.line(file, "snapshot", Json.object("producers", producers.size()));
        for (ProducerView producer : producers) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("producerId", producer.producerId());
            fields.put("producerEpoch", producer.epoch());
            fields.put("lastSequence", producer.lastSequence());
            fields.put("lastTimestamp", new Moment(producer.lastTimestampMs()));
            fields.put("coordinatorEpoch", producer.coordinatorEpoch());
            fields.put("openFirstOffset", producer.openFirstOffset() < 0 ? null : producer.openFirstOffset());
            writer.line(file, "producer", fields);
        }
    }

    private void small(DumpedFile file) throws IOException {
        switch (file.name()) {
            case "start" -> writer.line(file, "start", Json.object("deletedBefore", StoredFiles.offset(file.path())));
            case "compacted" ->
                writer.line(file, "compacted", Json.object("compactedBefore", StoredFiles.offset(file.path())));
            case "producer-ids" ->
                writer.line(file, "producer-ids", Json.object("takenBefore", StoredFiles.offset(file.path())));
            case "cluster" ->
                writer.line(
                        file,
                        "cluster",
                        Json.object(
                                "clusterId",
                                StoredTopics.clusterId(file.path().getParent()).toString()));
            case "topic" -> topic(file);
            default -> writer.line(file, "other", Json.object("bytes", Files.size(file.path())));
        }
    }

    private void topic(DumpedFile file) throws IOException {
        Topic topic = StoredTopics.at(file.path().getParent()).topic();
        writer.line(
                file,
                "topic",
                Json.object(
                        "name",
                        topic.name(),
                        "topicId",
                        topic.id().toString(),
                        "partitions",
                        topic.partitionCount(),
                        "configs",
                        new TreeMap<>(topic.config())));
    }
}
