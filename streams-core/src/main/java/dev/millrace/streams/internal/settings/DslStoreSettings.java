package dev.millrace.streams.internal.settings;

import java.util.Map;

import org.apache.kafka.common.Configurable;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.StreamsConfig;
import dev.millrace.streams.internal.spi.StoreSuppliers;

/**
 * How the stores of DSL operators are made where the program does not say it (KIP-954). The setting {@code
 * dsl.store.suppliers.class} decides; the deprecated {@code default.dsl.store} is heeded only where that is not given.
 *
 * @param suppliers what makes the stores; null where no module with stores is there
 * @param headed whether {@code dsl.store.format} asks for headers
 * @param configs what was given, for {@code configure}
 */
public record DslStoreSettings(@Nullable Class<?> suppliers, boolean headed, Map<String, Object> configs)
        implements StoreSuppliers {
    /** The default for stores in the heap, by name: this module is below the one that has it. */
    private static final String IN_MEMORY =
            "dev.millrace.streams.state.BuiltInDslStoreSuppliers$InMemoryDslStoreSuppliers";

    @SuppressWarnings("deprecation")
    static DslStoreSettings from(StreamsConfig config) {
        Map<String, Object> given = config.originals();
        boolean inHeap = !given.containsKey(StreamsConfig.DSL_STORE_SUPPLIERS_CLASS_CONFIG)
                && StreamsConfig.IN_MEMORY.equals(config.getString(StreamsConfig.DEFAULT_DSL_STORE_CONFIG));
        Class<?> byDefault = config.getClass(StreamsConfig.DSL_STORE_SUPPLIERS_CLASS_CONFIG);
        boolean headed = StreamsConfig.DSL_STORE_FORMAT_HEADERS.equalsIgnoreCase(
                config.getString(StreamsConfig.DSL_STORE_FORMAT_CONFIG));
        return new DslStoreSettings(inHeap && byDefault != null ? inMemory() : byDefault, headed, given);
    }

    private static Class<?> inMemory() {
        try {
            return Utils.loadClass(IN_MEMORY, Object.class);
        } catch (ClassNotFoundException missing) {
            throw new KafkaException("The class of stores in the heap cannot be found", missing);
        }
    }

    @Override
    public <T> T make(Class<T> type) {
        Object made = suppliers == null ? null : Utils.newInstance(suppliers);
        if (!type.isInstance(made)) {
            throw new KafkaException(suppliers + ", given as " + StreamsConfig.DSL_STORE_SUPPLIERS_CLASS_CONFIG
                    + ", does not implement " + type.getName());
        }
        if (made instanceof Configurable configurable) {
            configurable.configure(configs);
        }
        return type.cast(made);
    }
}
