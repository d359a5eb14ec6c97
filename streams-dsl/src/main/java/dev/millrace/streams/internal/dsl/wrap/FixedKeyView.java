package dev.millrace.streams.internal.dsl.wrap;

import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.processor.api.FixedKeyProcessor;
import dev.millrace.streams.processor.api.FixedKeyProcessorContext;
import dev.millrace.streams.processor.api.FixedKeyProcessorSupplier;
import dev.millrace.streams.processor.api.FixedKeyRecord;
import dev.millrace.streams.processor.api.InternalFixedKeyRecordFactory;
import dev.millrace.streams.processor.api.Processor;
import dev.millrace.streams.processor.api.ProcessorSupplier;
import dev.millrace.streams.state.StoreBuilder;

/**
 * Operators that leave keys alone, as processors with fixed keys.
 *
 * @param operators makes them
 */
record FixedKeyView<K, V, VOut>(ProcessorSupplier<K, V, K, VOut> operators)
        implements FixedKeyProcessorSupplier<K, V, VOut> {
    @Override
    public FixedKeyProcessor<K, V, VOut> get() {
        Processor<K, V, K, VOut> operator = operators.get();
        return new FixedKeyProcessor<>() {
            @Override
            public void init(FixedKeyProcessorContext<K, VOut> context) {
                operator.init(new KeyedContext<>(context));
            }

            @Override
            public void process(FixedKeyRecord<K, V> record) {
                operator.process(InternalFixedKeyRecordFactory.open(record));
            }

            @Override
            public void close() {
                operator.close();
            }
        };
    }

    @Override
    public @Nullable Set<StoreBuilder<?>> stores() {
        return operators.stores();
    }
}
