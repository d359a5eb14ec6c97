package dev.millrace.benchmarks.store.work;

import java.time.Duration;

import org.apache.kafka.common.serialization.Serdes;

import dev.millrace.benchmarks.store.StoreTask;
import dev.millrace.benchmarks.store.StoreWork;
import dev.millrace.streams.processor.StateStoreContext;
import dev.millrace.streams.state.Stores;
import dev.millrace.streams.state.WindowStore;
import dev.millrace.streams.state.WindowStoreIterator;

/** As a windowed join does: keeps the value of one of 10,000 keys and reads its other values of ten seconds. */
public final class FetchWindows implements StoreWork {

    private static final int CHANGES_PER_COMMIT = 20_000;
    private static final Duration SIZE = Duration.ofSeconds(10);
    private static final Duration RETENTION = Duration.ofMinutes(2);

    private final Keys keys = new Keys(10_000);
    private StoreTask task;
    private WindowStore<String, Long> store;
    private long changes;

    @Override
    public void open(StoreTask opened) {
        task = opened;
        store = Stores.windowStoreBuilder(
                        Stores.persistentWindowStore("values", RETENTION, SIZE, false), Serdes.String(), Serdes.Long())
                .withCachingEnabled()
                .build();
        store.init((StateStoreContext) task.context(), store);
    }

    @Override
    public Object once() {
        if (++changes % CHANGES_PER_COMMIT == 0) {
            task.commit();
        }
        long now = changes / 4;
        String key = keys.next();
        store.put(key, changes, now);
        long sum = 0;
        try (WindowStoreIterator<Long> values = store.fetch(key, Math.max(0, now - SIZE.toMillis()), now)) {
            while (values.hasNext()) {
                sum += values.next().value;
            }
        }
        return sum;
    }
}
