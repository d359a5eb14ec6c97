package dev.millrace.streams.state;

import java.util.Map;

import org.apache.kafka.common.Configurable;

/**
 * Chooses the stores of DSL operators (KIP-954): of one if set on its {@code Materialized} or {@code StreamJoined}, of
 * all others if a class with a constructor without parameters is the setting {@code dsl.store.suppliers.class}. Each
 * store then has an instance of its own, configured with the application's settings as they were given.
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
