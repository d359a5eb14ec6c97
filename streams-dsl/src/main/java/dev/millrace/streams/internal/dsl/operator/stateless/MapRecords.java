package dev.millrace.streams.internal.dsl.operator.stateless;

import java.util.Objects;

import dev.millrace.streams.KeyValue;
import dev.millrace.streams.kstream.KeyValueMapper;
import dev.millrace.streams.processor.api.ContextualProcessor;
import dev.millrace.streams.processor.api.Record;

/** Makes one other record of each. <i>Confined to the owner of the task.</i> */
public final class MapRecords<K, V, KOut, VOut> extends ContextualProcessor<K, V, KOut, VOut> {
    private final KeyValueMapper<? super K, ? super V, ? extends KeyValue<? extends KOut, ? extends VOut>> mapper;

    /** With key and value as {@code mapper} makes them. */
    public MapRecords(KeyValueMapper<? super K, ? super V, ? extends KeyValue<? extends KOut, ? extends VOut>> mapper) {
        this.mapper = mapper;
    }

    @Override
    public void process(Record<K, V> record) {
        KeyValue<? extends KOut, ? extends VOut> pair =
                Objects.requireNonNull(mapper.apply(record.key(), record.value()), "map() got null from its mapper");
        context().forward(record.<KOut>withKey(pair.key).<VOut>withValue(pair.value));
    }
}
