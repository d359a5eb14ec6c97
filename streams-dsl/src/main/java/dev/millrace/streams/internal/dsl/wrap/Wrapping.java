package dev.millrace.streams.internal.dsl.wrap;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.dsl.change.LeavesKeys;
import dev.millrace.streams.internal.dsl.operator.stateless.FixedKeySupplier;
import dev.millrace.streams.processor.api.Processor;
import dev.millrace.streams.processor.api.ProcessorSupplier;
import dev.millrace.streams.processor.api.ProcessorWrapper;
import dev.millrace.streams.state.StoreBuilder;

/**
 * Wraps the processors of a program. <i>Confined to the thread that builds.</i>
 *
 * @param wrapper null if nothing is to be put around them
 */
public record Wrapping(@Nullable ProcessorWrapper wrapper) {
    /**
     * What makes the processor called {@code name}.
     *
     * @param stores what the wrapper is to see beside the supplier's own
     */
    public ProcessorSupplier<?, ?, ?, ?> wrapped(
            String name, ProcessorSupplier<?, ?, ?, ?> supplier, Collection<StoreBuilder<?>> stores) {
        if (wrapper == null) {
            return supplier;
        }
        if (supplier instanceof FixedKeySupplier<?, ?, ?> own) {
            return new FixedKeySupplier<>(wrapper.wrapFixedKeyProcessorSupplier(name, own.processors()));
        }
        ProcessorSupplier<?, ?, ?, ?> shown = stores.isEmpty() ? supplier : new WithStores<>(supplier, stores);
        return supplier.get() instanceof LeavesKeys
                ? new FixedKeySupplier<>(wrapper.wrapFixedKeyProcessorSupplier(name, fixedKeys(shown)))
                : wrapper.wrapProcessorSupplier(name, shown);
    }

    @SuppressWarnings("unchecked")
    private static FixedKeyView<Object, Object, Object> fixedKeys(ProcessorSupplier<?, ?, ?, ?> operators) {
        return new FixedKeyView<>((ProcessorSupplier<Object, Object, Object, Object>) operators);
    }

    private record WithStores<KIn, VIn, KOut, VOut>(
            ProcessorSupplier<KIn, VIn, KOut, VOut> processors, Collection<StoreBuilder<?>> more)
            implements ProcessorSupplier<KIn, VIn, KOut, VOut> {
        @Override
        public Processor<KIn, VIn, KOut, VOut> get() {
            return processors.get();
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            Set<StoreBuilder<?>> all = new LinkedHashSet<>(more);
            Set<StoreBuilder<?>> own = processors.stores();
            if (own != null) {
                all.addAll(own);
            }
            return all;
        }
    }
}
