package dev.millrace.streams.state;

import java.util.Map;

import org.apache.kafka.common.Configurable;

/**
 * Chooses the stores of a DSL operator; set on its {@code Materialized}. The setting {@code dsl.store.suppliers.class}
 * chooses for all operators at once if a {@code StreamsBuilder} gets it in a {@code TopologyConfig}; an application
 * that runs refuses it, so far.
 */
public interface DslStoreSuppliers extends Configurable {
    @Override
    default void configure(Map<String, ?> configs) {}

    /** A supplier of a key-value store. */
    KeyValueBytesStoreSupplier keyValueStore(DslKeyValueParams params);

    /** A supplier of a window store. */
    WindowBytesStoreSupplier windowStore(DslWindowParams params);

    /** A supplier of a session store. */
    SessionBytesStoreSupplier sessionStore(DslSessionParams params);
}
