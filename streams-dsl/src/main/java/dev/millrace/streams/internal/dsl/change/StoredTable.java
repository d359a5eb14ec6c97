package dev.millrace.streams.internal.dsl.change;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.processor.StateStore;
import dev.millrace.streams.processor.api.ProcessingContext;
import dev.millrace.streams.processor.api.ProcessorContext;
import dev.millrace.streams.state.TimestampedKeyValueStore;
import dev.millrace.streams.state.ValueAndTimestamp;
import dev.millrace.streams.state.VersionedKeyValueStore;
import dev.millrace.streams.state.VersionedRecord;

/**
 * The store of a table as the table's own operator uses it, with versions or without: which of the two, is found out
 * once. <i>Confined to the owner of the task.</i>
 *
 * @param <K> type of keys
 * @param <V> type of values
 */
public abstract class StoredTable<K, V> implements TableView<K, V> {
    private StoredTable() {}

    /** The store called {@code name}. */
    @SuppressWarnings("unchecked")
    public static <K, V> StoredTable<K, V> of(ProcessingContext context, String name) {
        StateStore store = OperatorStore.of(context, name);
        return store instanceof VersionedKeyValueStore<?, ?> versions
                ? new Versions<>((VersionedKeyValueStore<K, V>) versions)
                : new Latest<>((TimestampedKeyValueStore<K, V>) store);
    }

    /** The store itself. */
    public abstract StateStore store();

    /** The value alone. */
    public abstract @Nullable V value(K key);

    /**
     * Puts a value.
     *
     * @return until when it is valid, or a constant, as {@link VersionedKeyValueStore#put} says
     */
    public abstract long put(K key, @Nullable V value, long timestamp);

    /** Sends the changes of this table on. */
    public ChangeForwarder<K, V> forwarder(ProcessorContext<K, Change<V>> context, boolean oldValues) {
        return new ChangeForwarder<>(store(), context, oldValues);
    }

    private static final class Latest<K, V> extends StoredTable<K, V> {
        private final TimestampedKeyValueStore<K, V> store;

        private Latest(TimestampedKeyValueStore<K, V> store) {
            this.store = store;
        }

        @Override
        public StateStore store() {
            return store;
        }

        @Override
        public @Nullable ValueAndTimestamp<V> get(K key) {
            return store.get(key);
        }

        @Override
        public @Nullable V value(K key) {
            return ValueAndTimestamp.getValueOrNull(store.get(key));
        }

        @Override
        public long put(K key, @Nullable V value, long timestamp) {
            store.put(key, ValueAndTimestamp.make(value, timestamp));
            return VersionedKeyValueStore.PUT_RETURN_CODE_VALID_TO_UNDEFINED;
        }
    }

    private static final class Versions<K, V> extends StoredTable<K, V> {
        private final VersionedKeyValueStore<K, V> store;

        private Versions(VersionedKeyValueStore<K, V> store) {
            this.store = store;
        }

        @Override
        public StateStore store() {
            return store;
        }

        @Override
        public @Nullable ValueAndTimestamp<V> get(K key) {
            return stamped(store.get(key));
        }

        @Override
        public @Nullable ValueAndTimestamp<V> get(K key, long asOfTimestamp) {
            return stamped(store.get(key, asOfTimestamp));
        }

        private static <V> @Nullable ValueAndTimestamp<V> stamped(@Nullable VersionedRecord<V> version) {
            return version == null ? null : ValueAndTimestamp.make(version.value(), version.timestamp());
        }

        @Override
        public boolean versioned() {
            return true;
        }

        @Override
        public @Nullable V value(K key) {
            VersionedRecord<V> version = store.get(key);
            return version == null ? null : version.value();
        }

        @Override
        public long put(K key, @Nullable V value, long timestamp) {
            return store.put(key, value, timestamp);
        }
    }
}
