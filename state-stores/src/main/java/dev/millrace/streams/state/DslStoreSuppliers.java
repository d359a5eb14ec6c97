package dev.millrace.streams.state;

import java.util.Map;

import org.apache.kafka.common.Configurable;

/**
 * Chooses the stores of DSL operators that name none; set by {@code dsl.store.suppliers.class} or on {@code
 * Materialized}. Needs a public constructor without arguments.
 */
public interface DslStoreSuppliers extends Configurable {
    @Override
    default void configure(Map<String, ?> configs) {}

    /** A supplier of a key-value store. */
    KeyValueBytesStoreSupplier keyValueStore(DslKeyValueParams params);
}
