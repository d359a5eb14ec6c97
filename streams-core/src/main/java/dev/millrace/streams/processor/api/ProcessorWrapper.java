package dev.millrace.streams.processor.api;

import java.util.Map;
import java.util.Set;

import org.apache.kafka.common.Configurable;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.state.StoreBuilder;

/**
 * Puts something around every processor of a topology, those of the DSL included, but for those that fill global stores
 * (KIP-1112). Named by {@code processor.wrapper.class} in the {@code TopologyConfig} that {@code Topology} or {@code
 * StreamsBuilder} is made with; an instance that is started cannot bring it in later. It is asked once for each
 * processor of the topology, on the thread that builds.
 */
public interface ProcessorWrapper extends Configurable {
    /** Gets the settings that the topology was given. */
    @Override
    default void configure(Map<String, ?> configs) {}

    /**
     * What is to make the processor called {@code processorName}. To add nothing, {@link #asWrapped} will do.
     *
     * @return its stores count: it has to hand on those of {@code processorSupplier}
     */
    <KIn, VIn, KOut, VOut> WrappedProcessorSupplier<KIn, VIn, KOut, VOut> wrapProcessorSupplier(
            String processorName, ProcessorSupplier<KIn, VIn, KOut, VOut> processorSupplier);

    /** {@link #wrapProcessorSupplier} for a processor that leaves keys alone. */
    <KIn, VIn, VOut> WrappedFixedKeyProcessorSupplier<KIn, VIn, VOut> wrapFixedKeyProcessorSupplier(
            String processorName, FixedKeyProcessorSupplier<KIn, VIn, VOut> processorSupplier);

    /** {@code processorSupplier} and nothing around it. */
    static <KIn, VIn, KOut, VOut> WrappedProcessorSupplier<KIn, VIn, KOut, VOut> asWrapped(
            ProcessorSupplier<KIn, VIn, KOut, VOut> processorSupplier) {
        return new WrappedProcessorSupplier<>() {
            @Override
            public Processor<KIn, VIn, KOut, VOut> get() {
                return processorSupplier.get();
            }

            @Override
            public @Nullable Set<StoreBuilder<?>> stores() {
                return processorSupplier.stores();
            }
        };
    }

    /** {@link #asWrapped} for a processor that leaves keys alone. */
    static <KIn, VIn, VOut> WrappedFixedKeyProcessorSupplier<KIn, VIn, VOut> asWrappedFixedKey(
            FixedKeyProcessorSupplier<KIn, VIn, VOut> processorSupplier) {
        return new WrappedFixedKeyProcessorSupplier<>() {
            @Override
            public FixedKeyProcessor<KIn, VIn, VOut> get() {
                return processorSupplier.get();
            }

            @Override
            public @Nullable Set<StoreBuilder<?>> stores() {
                return processorSupplier.stores();
            }
        };
    }
}
