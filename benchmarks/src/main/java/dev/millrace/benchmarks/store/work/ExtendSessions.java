package dev.millrace.benchmarks.store.work;

import java.time.Duration;

import org.apache.kafka.common.serialization.Serdes;

import dev.millrace.benchmarks.store.StoreTask;
import dev.millrace.benchmarks.store.StoreWork;
import dev.millrace.streams.KeyValue;
import dev.millrace.streams.kstream.Windowed;
import dev.millrace.streams.processor.StateStoreContext;
import dev.millrace.streams.state.KeyValueIterator;
import dev.millrace.streams.state.SessionStore;
import dev.millrace.streams.state.Stores;

/** Extends the session of one of 1,000 visitors by a record: finds it, removes it and puts the longer one. */
public final class ExtendSessions implements StoreWork {

    private static final int CHANGES_PER_COMMIT = 20_000;
    private static final long GAP_MS = 5_000;

    private final Keys visitors = new Keys(1_000);
    private final Windows windows = new Windows();
    private StoreTask task;
    private SessionStore<String, Long> store;
    private long changes;

    @Override
    public void open(StoreTask opened) {
        task = opened;
        store = Stores.sessionStoreBuilder(
                        Stores.persistentSessionStore("visits", Duration.ofMinutes(5)), Serdes.String(), Serdes.Long())
                .withCachingEnabled()
                .build();
        store.init((StateStoreContext) task.context(), store);
    }

    @Override
    public Object once() {
        if (++changes % CHANGES_PER_COMMIT == 0) {
            task.commit();
        }
        long now = changes;
        String visitor = visitors.next();
        long start = now;
        long count = 1;
        try (KeyValueIterator<Windowed<String>, Long> sessions =
                store.findSessions(visitor, Math.max(0, now - GAP_MS), now + GAP_MS)) {
            while (sessions.hasNext()) {
                KeyValue<Windowed<String>, Long> session = sessions.next();
                start = Math.min(start, session.key.window().start());
                count += session.value;
                store.remove(session.key);
            }
        }
        // Nobody stays for ever: a session longer than half a minute is over.
        if (now - start > 30_000) {
            start = now;
            count = 1;
        }
        store.put(new Windowed<>(visitor, windows.of(start, now)), count);
        return count;
    }
}
