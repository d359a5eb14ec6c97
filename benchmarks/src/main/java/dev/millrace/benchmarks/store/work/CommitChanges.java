package dev.millrace.benchmarks.store.work;

import org.apache.kafka.common.serialization.Serdes;

import dev.millrace.benchmarks.store.StoreTask;
import dev.millrace.benchmarks.store.StoreWork;
import dev.millrace.streams.processor.StateStoreContext;
import dev.millrace.streams.state.KeyValueStore;
import dev.millrace.streams.state.Stores;

/** Changes 1,000 of 100,000 keys and commits them. */
public final class CommitChanges implements StoreWork {

    private static final int CHANGES = 1_000;

    private final Keys keys = new Keys(100_000);
    private StoreTask task;
    private KeyValueStore<String, Long> store;
    private long commits;

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
        commits++;
        for (int change = 0; change < CHANGES; change++) {
            store.put(keys.next(), commits);
        }
        task.commit();
        return commits;
    }
}
