package dev.millrace.streams.internal.dsl.operator.stateless;

import java.util.Objects;

import dev.millrace.streams.KeyValue;
import dev.millrace.streams.kstream.KeyValueMapper;
import dev.millrace.streams.processor.api.ContextualProcessor;
import dev.millrace.streams.processor.api.Record;

/** Makes any number of records of each. <i>Confined to the owner of the task.</i> */
public final class FlatMapRecords<K, V, KOut, VOut> extends ContextualProcessor<K, V, KOut, VOut> {
    private final KeyValueMapper<
                    ? super K, ? super V, ? extends Iterable<? extends KeyValue<? extends KOut, ? extends VOut>>>
            mapper;

    /** With the pairs that {@code mapper} makes, in their order. */
    public FlatMapRecords(
            KeyValueMapper<? super K, ? super V, ? extends Iterable<? extends KeyValue<? extends KOut, ? extends VOut>>>
                    mapper) {
        this.mapper = mapper;
    }

    @Override
    public void process(Record<K, V> record) {
        Iterable<? extends KeyValue<? extends KOut, ? extends VOut>> pairs = Objects.requireNonNull(
                mapper.apply(record.key(), record.value()), "flatMap() got null from its mapper");
        for (KeyValue<? extends KOut, ? extends VOut> pair : pairs) {
            context().forward(record.<KOut>withKey(pair.key).<VOut>withValue(pair.value));
        }
    }
}
