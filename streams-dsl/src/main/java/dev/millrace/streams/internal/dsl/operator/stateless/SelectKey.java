package dev.millrace.streams.internal.dsl.operator.stateless;

import dev.millrace.streams.kstream.KeyValueMapper;
import dev.millrace.streams.processor.api.ContextualProcessor;
import dev.millrace.streams.processor.api.Record;

/** Gives each record another key. <i>Confined to the owner of the task.</i> */
public final class SelectKey<K, V, KOut> extends ContextualProcessor<K, V, KOut, V> {
    private final KeyValueMapper<? super K, ? super V, ? extends KOut> mapper;

    /** The key is what {@code mapper} makes, which may be null. */
    public SelectKey(KeyValueMapper<? super K, ? super V, ? extends KOut> mapper) {
        this.mapper = mapper;
    }

    @Override
    public void process(Record<K, V> record) {
        context().forward(record.<KOut>withKey(mapper.apply(record.key(), record.value())));
    }
}
