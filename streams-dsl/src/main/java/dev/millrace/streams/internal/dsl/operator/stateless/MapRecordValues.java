package dev.millrace.streams.internal.dsl.operator.stateless;

import dev.millrace.streams.internal.dsl.change.LeavesKeys;
import dev.millrace.streams.kstream.ValueMapperWithKey;
import dev.millrace.streams.processor.api.ContextualProcessor;
import dev.millrace.streams.processor.api.Record;

/** Gives each record another value. <i>Confined to the owner of the task.</i> */
public final class MapRecordValues<K, V, VOut> extends ContextualProcessor<K, V, K, VOut> implements LeavesKeys {
    private final ValueMapperWithKey<? super K, ? super V, ? extends VOut> mapper;

    /** The value is what {@code mapper} makes, which may be null. */
    public MapRecordValues(ValueMapperWithKey<? super K, ? super V, ? extends VOut> mapper) {
        this.mapper = mapper;
    }

    @Override
    public void process(Record<K, V> record) {
        context().forward(record.<VOut>withValue(mapper.apply(record.key(), record.value())));
    }
}
