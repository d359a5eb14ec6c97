package dev.millrace.streams;

import java.util.List;

import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.topology.ProcessorSpec;
import dev.millrace.streams.internal.topology.SourceSpec;
import dev.millrace.streams.processor.TimestampExtractor;
import dev.millrace.streams.processor.api.ProcessorSupplier;

import static java.util.Objects.requireNonNull;

/** What fills stores that are filled from a topic as it is: a source and a processor. */
final class StoreInputs {
    private StoreInputs() {}

    static SourceSpec source(
            String name,
            String topic,
            @Nullable TimestampExtractor extractor,
            @Nullable Deserializer<?> keyDeserializer,
            @Nullable Deserializer<?> valueDeserializer) {
        return new SourceSpec(
                requireNonNull(name, "sourceName"),
                List.of(requireNonNull(topic, "topic")),
                null,
                keyDeserializer,
                valueDeserializer,
                extractor,
                dev.millrace.streams.AutoOffsetReset.earliest());
    }

    static ProcessorSpec updater(String name, ProcessorSupplier<?, ?, ?, ?> supplier, String source) {
        requireNewInstances(supplier);
        return new ProcessorSpec(requireNonNull(name, "processorName"), supplier, List.of(source));
    }

    static void requireNewInstances(ProcessorSupplier<?, ?, ?, ?> supplier) {
        if (requireNonNull(supplier, "supplier").get() == supplier.get()) {
            String type = supplier.getClass().getName();
            throw new IllegalArgumentException(type + " generates single reference. " + type
                    + "#get() must return a new object each time it is called.");
        }
    }
}
