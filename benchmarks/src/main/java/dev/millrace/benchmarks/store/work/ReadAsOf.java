package dev.millrace.benchmarks.store.work;

import java.time.Duration;

import org.apache.kafka.common.serialization.Serdes;

import dev.millrace.benchmarks.store.StoreTask;
import dev.millrace.benchmarks.store.StoreWork;
import dev.millrace.streams.processor.StateStoreContext;
import dev.millrace.streams.state.Stores;
import dev.millrace.streams.state.VersionedKeyValueStore;

/** Adds a version to one of 10,000 keys, and reads what another key was at some time of the last ten minutes. */
public final class ReadAsOf implements StoreWork {

    private static final int CHANGES_PER_COMMIT = 20_000;
    private static final Duration HISTORY = Duration.ofMinutes(10);
    private static final int MS_PER_CHANGE = 10;

    private final Keys keys = new Keys(10_000);
    private StoreTask task;
    private VersionedKeyValueStore<String, Long> store;
    private long changes;

    @Override
    public void open(StoreTask opened) {
        task = opened;
        store = Stores.versionedKeyValueStoreBuilder(
                        Stores.persistentVersionedKeyValueStore("versions", HISTORY), Serdes.String(), Serdes.Long())
                .build();
        store.init((StateStoreContext) task.context(), store);
        for (int change = 0; change < 10 * keys.count(); change++) {
            putOne();
        }
    }

    private long putOne() {
        if (++changes % CHANGES_PER_COMMIT == 0) {
            task.commit();
        }
        long now = changes * MS_PER_CHANGE;
        store.put(keys.next(), changes, now);
        return now;
    }

    @Override
    public Object once() {
        long now = putOne();
        String key = keys.next();
        return store.get(key, now - keys.nextIndex() % 100 * HISTORY.toMillis() / 100);
    }
}
