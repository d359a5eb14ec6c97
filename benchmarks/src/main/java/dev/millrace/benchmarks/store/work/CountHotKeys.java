package dev.millrace.benchmarks.store.work;

import org.apache.kafka.common.serialization.Serdes;

import dev.millrace.benchmarks.store.QueriedWork;
import dev.millrace.benchmarks.store.StoreTask;
import dev.millrace.streams.processor.StateStoreContext;
import dev.millrace.streams.state.KeyValueStore;
import dev.millrace.streams.state.Stores;

/** Adds one to the count of one of 1,024 words; commits every 100,000 changes. */
public final class CountHotKeys implements QueriedWork {

    private static final int CHANGES_PER_COMMIT = 100_000;

    private final Keys words = new Keys(1_024);
    private final Keys queried = new Keys(1_024);
    private StoreTask task;
    private KeyValueStore<String, Long> store;
    private int changes;

    @Override
    public void open(StoreTask opened) {
        task = opened;
        store = Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore("counts"), Serdes.String(), Serdes.Long())
                .withCachingEnabled()
                .build();
        store.init((StateStoreContext) task.context(), store);
    }

    @Override
    public Object once() {
        if (++changes % CHANGES_PER_COMMIT == 0) {
            task.commit();
        }
        String word = words.next();
        Long count = store.get(word);
        Long next = count == null ? 1L : count + 1;
        store.put(word, next);
        return next;
    }

    @Override
    public Object query() {
        return store.get(queried.next());
    }
}
