package dev.millrace.streams.internal.runtime.graph;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.output.RecordCollector;
import dev.millrace.streams.internal.output.SinkFormat;
import dev.millrace.streams.processor.TopicNameExtractor;
import dev.millrace.streams.processor.api.Record;

import static java.util.Objects.requireNonNull;

/** Where records leave a task for a topic. <i>Confined to the owner of the task.</i> */
final class SinkNode extends GraphNode {
    private final @Nullable String topic;
    private final @Nullable TopicNameExtractor<Object, Object> extractor;
    private final SinkFormat<Object, Object> format;
    private final RecordCollector collector;
    private final RecordFrame frame;

    /** A sink for {@code topic}, or if that is null for the topics that {@code extractor} gives. */
    SinkNode(
            @Nullable String topic,
            @Nullable TopicNameExtractor<Object, Object> extractor,
            SinkFormat<Object, Object> format,
            RecordCollector collector,
            RecordFrame frame) {
        super(format.nodeName());
        if (topic == null) {
            requireNonNull(extractor, "extractor");
        }
        this.topic = topic;
        this.extractor = extractor;
        this.format = format;
        this.collector = requireNonNull(collector, "collector");
        this.frame = requireNonNull(frame, "frame");
    }

    @Override
    void process(Record<Object, Object> record) {
        collector.send(topic != null ? topic : extractedTopic(record), record, format);
    }

    private String extractedTopic(Record<Object, Object> record) {
        return requireNonNull(
                extractor.extract(record.key(), record.value(), frame.currentRecord()),
                () -> "the topic name extractor of sink " + name() + " gave no topic");
    }
}
