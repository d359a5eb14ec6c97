package dev.millrace.benchmarks.store.work;

import org.apache.kafka.common.serialization.Serdes;

import dev.millrace.benchmarks.store.QueriedWork;
import dev.millrace.benchmarks.store.StoreTask;
import dev.millrace.streams.processor.StateStoreContext;
import dev.millrace.streams.state.KeyValueStore;
import dev.millrace.streams.state.Stores;

/**
 * Reads and replaces the value, 100 characters, of one of a million keys: more state than any cache here takes. Commits
 * every 20,000 changes.
 */
public final class CountManyKeys implements QueriedWork {

    private static final int CHANGES_PER_COMMIT = 20_000;
    private static final String PADDING = "x".repeat(90);

    private final Keys keys = new Keys(1_000_000);
    private final Keys queried = new Keys(1_000_000);
    private StoreTask task;
    private KeyValueStore<String, String> store;
    private int changes;

    @Override
    public void open(StoreTask opened) {
        task = opened;
        store = Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore("texts"), Serdes.String(), Serdes.String())
                .withCachingEnabled()
                .build();
        store.init((StateStoreContext) task.context(), store);
        for (int key = 0; key < keys.count(); key++) {
            change(keys.get(key), "0");
        }
    }

    private void change(String key, String begin) {
        if (++changes % CHANGES_PER_COMMIT == 0) {
            task.commit();
        }
        store.put(key, begin + PADDING);
    }

    @Override
    public Object once() {
        String key = keys.next();
        String text = store.get(key);
        change(key, Integer.toString(changes));
        return text;
    }

    @Override
    public Object query() {
        return store.get(queried.next());
    }
}
