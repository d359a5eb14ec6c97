package dev.millrace.streams.internal.runtime.task;

import dev.millrace.streams.StreamsConfig;
import dev.millrace.streams.internal.metrics.TaskMeters;
import dev.millrace.streams.internal.output.DeadLetterSink;
import dev.millrace.streams.internal.runtime.input.RecordDecoder;
import dev.millrace.streams.internal.runtime.input.UnreadableRecords;
import dev.millrace.streams.internal.runtime.stores.TaskEnvironment;
import dev.millrace.streams.internal.spi.AroundDefault;
import dev.millrace.streams.internal.topology.SourceSpec;
import dev.millrace.streams.processor.TimestampExtractor;

/** Makes what reads the records of the sources of one task. <i>Confined to the caller.</i> */
final class SourceDecoders {
    private final StreamsConfig config;
    private final TaskEnvironment environment;
    private final TaskMeters meters;
    private final DeadLetterSink letters;
    private final TimestampExtractor defaultExtractor;

    SourceDecoders(StreamsConfig config, TaskEnvironment environment, TaskMeters meters, DeadLetterSink letters) {
        this.config = config;
        this.environment = environment;
        this.meters = meters;
        this.letters = letters;
        this.defaultExtractor = config.defaultTimestampExtractor();
    }

    RecordDecoder of(SourceSpec source) {
        return new RecordDecoder(
                source.keyDeserializer() != null
                        ? source.keyDeserializer()
                        : environment
                                .keySerdeToMake("source node " + source.name())
                                .deserializer(),
                source.valueDeserializer() != null
                        ? AroundDefault.complete(
                                source.valueDeserializer(),
                                () -> environment.valueSerdeToMake("source node " + source.name()))
                        : environment
                                .valueSerdeToMake("source node " + source.name())
                                .deserializer(),
                source.timestampExtractor() != null ? source.timestampExtractor() : defaultExtractor,
                new UnreadableRecords(
                        environment.taskId(),
                        source.name(),
                        config.deserializationExceptionHandler(),
                        meters,
                        letters));
    }
}
