package dev.millrace.benchmarks.store.work;

import org.apache.kafka.common.serialization.Serdes;

import dev.millrace.benchmarks.store.StoreTask;
import dev.millrace.benchmarks.store.StoreWork;
import dev.millrace.streams.processor.StateStoreContext;
import dev.millrace.streams.state.KeyValueIterator;
import dev.millrace.streams.state.KeyValueStore;
import dev.millrace.streams.state.Stores;

/** Reads a hundred neighbours of 100,000 keys, and changes one of them so that not all is committed. */
public final class ScanRange implements StoreWork {

    private static final int ROWS = 100;
    private static final int CHANGES_PER_COMMIT = 1_000;

    private final Keys keys = new Keys(100_000);
    private StoreTask task;
    private KeyValueStore<String, Long> store;
    private int changes;

    @Override
    public void open(StoreTask opened) {
        task = opened;
        store = Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore("rows"), Serdes.String(), Serdes.Long())
                .withCachingEnabled()
                .build();
        store.init((StateStoreContext) task.context(), store);
        for (int key = 0; key < keys.count(); key++) {
            store.put(keys.get(key), 1L);
        }
        task.commit();
    }

    @Override
    public Object once() {
        if (++changes % CHANGES_PER_COMMIT == 0) {
            task.commit();
        }
        int first = Math.min(keys.nextIndex(), keys.count() - ROWS);
        long sum = 0;
        try (KeyValueIterator<String, Long> rows = store.range(keys.get(first), keys.get(first + ROWS - 1))) {
            while (rows.hasNext()) {
                sum += rows.next().value;
            }
        }
        store.put(keys.get(first), sum);
        return sum;
    }
}
