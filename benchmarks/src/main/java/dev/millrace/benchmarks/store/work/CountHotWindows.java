package dev.millrace.benchmarks.store.work;

import java.time.Duration;

import org.apache.kafka.common.serialization.Serdes;

import dev.millrace.benchmarks.store.StoreTask;
import dev.millrace.benchmarks.store.StoreWork;
import dev.millrace.streams.processor.StateStoreContext;
import dev.millrace.streams.state.Stores;
import dev.millrace.streams.state.WindowStore;

/** Adds one to the count of one of 1,024 words in the present minute; every 100,000 changes a minute passes. */
public final class CountHotWindows implements StoreWork {

    private static final int CHANGES_PER_COMMIT = 100_000;
    private static final Duration SIZE = Duration.ofMinutes(1);
    private static final Duration RETENTION = Duration.ofMinutes(4);

    private final Keys words = new Keys(1_024);
    private StoreTask task;
    private WindowStore<String, Long> store;
    private int changes;
    private long start;

    @Override
    public void open(StoreTask opened) {
        task = opened;
        store = Stores.windowStoreBuilder(
                        Stores.persistentWindowStore("counts", RETENTION, SIZE, false), Serdes.String(), Serdes.Long())
                .withCachingEnabled()
                .build();
        store.init((StateStoreContext) task.context(), store);
    }

    @Override
    public Object once() {
        if (++changes % CHANGES_PER_COMMIT == 0) {
            task.commit();
            start += SIZE.toMillis();
        }
        String word = words.next();
        Long count = store.fetch(word, start);
        Long next = count == null ? 1L : count + 1;
        store.put(word, next, start);
        return next;
    }
}
