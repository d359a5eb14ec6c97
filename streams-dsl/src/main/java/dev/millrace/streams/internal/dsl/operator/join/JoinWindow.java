package dev.millrace.streams.internal.dsl.operator.join;

import dev.millrace.streams.internal.dsl.change.OperatorStore;
import dev.millrace.streams.internal.state.shape.ValueShape;
import dev.millrace.streams.internal.state.shape.WindowsAlone;
import dev.millrace.streams.processor.StateStore;
import dev.millrace.streams.processor.api.ProcessingContext;
import dev.millrace.streams.processor.api.Record;
import dev.millrace.streams.state.TimestampedWindowStoreWithHeaders;
import dev.millrace.streams.state.ValueTimestampHeaders;
import dev.millrace.streams.state.WindowStore;
import dev.millrace.streams.state.WindowStoreIterator;

/**
 * The records of one side of a join of streams, by key and time: their values or, in a store with headers, whole.
 * <i>Confined to the owner of the task.</i>
 *
 * @param <K> type of keys
 * @param <V> type of values
 */
abstract class JoinWindow<K, V> {
    private final WindowStore<K, V> values;

    private JoinWindow(WindowStore<K, V> values) {
        this.values = values;
    }

    /** The one in the store called {@code name}: which kind it is, is found out once. */
    @SuppressWarnings("unchecked")
    static <K, V> JoinWindow<K, V> of(ProcessingContext context, String name) {
        StateStore store = OperatorStore.asItIs(context, name);
        return store instanceof TimestampedWindowStoreWithHeaders<?, ?>
                ? new OfRecords<>((TimestampedWindowStoreWithHeaders<K, V>) store)
                : new OfValues<>((WindowStore<K, V>) store);
    }

    /** Puts {@code record} beside those of its key and time; nothing is kept of one without value. */
    abstract void keep(Record<K, V> record);

    /** Values of {@code key} from time {@code from} to {@code to}, both included. */
    final WindowStoreIterator<V> fetch(K key, long from, long to) {
        return values.fetch(key, from, to);
    }

    private static final class OfValues<K, V> extends JoinWindow<K, V> {
        private final WindowStore<K, V> store;

        private OfValues(WindowStore<K, V> store) {
            super(store);
            this.store = store;
        }

        @Override
        void keep(Record<K, V> record) {
            store.put(record.key(), record.value(), record.timestamp());
        }
    }

    private static final class OfRecords<K, V> extends JoinWindow<K, V> {
        private final TimestampedWindowStoreWithHeaders<K, V> store;

        private OfRecords(TimestampedWindowStoreWithHeaders<K, V> store) {
            super(new WindowsAlone<>(store, ValueShape.withoutTimeAndHeaders()));
            this.store = store;
        }

        @Override
        void keep(Record<K, V> record) {
            long timestamp = record.timestamp();
            store.put(record.key(), ValueTimestampHeaders.make(record.value(), timestamp, record.headers()), timestamp);
        }
    }
}
