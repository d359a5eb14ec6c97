package dev.millrace.streams.internal.dsl.change;

import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.processor.api.ProcessingContext;

/** In which formats operators keep records; a default is asked for only if the program gives none. */
@SuppressWarnings("unchecked")
public final class OperatorSerdes {
    private OperatorSerdes() {}

    /** The format given for keys, or the configured one. */
    public static <K> Serde<K> ofKeys(ProcessingContext context, @Nullable Serde<?> given) {
        return (Serde<K>) (given == null ? context.keySerde() : given);
    }

    /** The format given for values, or the configured one. */
    public static <V> Serde<V> ofValues(ProcessingContext context, @Nullable Serde<?> given) {
        return (Serde<V>) (given == null ? context.valueSerde() : given);
    }
}
