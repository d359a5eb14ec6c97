package dev.millrace.streams.internal.dsl.operator.stateless;

import java.util.Objects;

import dev.millrace.streams.internal.dsl.change.LeavesKeys;
import dev.millrace.streams.kstream.ValueMapperWithKey;
import dev.millrace.streams.processor.api.ContextualProcessor;
import dev.millrace.streams.processor.api.Record;

/** Makes a record of each value found in a value. <i>Confined to the owner of the task.</i> */
public final class FlatMapRecordValues<K, V, VOut> extends ContextualProcessor<K, V, K, VOut> implements LeavesKeys {
    private final ValueMapperWithKey<? super K, ? super V, ? extends Iterable<? extends VOut>> mapper;

    /** With the values that {@code mapper} finds, in their order. */
    public FlatMapRecordValues(ValueMapperWithKey<? super K, ? super V, ? extends Iterable<? extends VOut>> mapper) {
        this.mapper = mapper;
    }

    @Override
    public void process(Record<K, V> record) {
        Iterable<? extends VOut> values = Objects.requireNonNull(
                mapper.apply(record.key(), record.value()), "flatMapValues() got null from its mapper");
        for (VOut value : values) {
            context().forward(record.withValue(value));
        }
    }
}
