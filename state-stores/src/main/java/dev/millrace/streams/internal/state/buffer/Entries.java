package dev.millrace.streams.internal.state.buffer;

import java.util.Collection;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * The entries of a buffer by key. Reading is <i>thread-safe: by a concurrent map;</i> adding and removing is confined
 * to the thread that owns the task.
 */
final class Entries {
    private final ConcurrentHashMap<Object, Entry> byKey = new ConcurrentHashMap<>();
    private final @Nullable RecentPast recent;

    /** None; {@code recent} follows them if they have a time. */
    Entries(@Nullable RecentPast recent) {
        this.recent = recent;
    }

    @Nullable
    Entry get(Object held) {
        return byKey.get(held);
    }

    /** A new entry for a key that has none. */
    Entry add(Object canonical) {
        Entry entry = new Entry(canonical);
        byKey.put(canonical, entry);
        if (recent != null) {
            recent.added(entry);
        }
        return entry;
    }

    void remove(Entry entry) {
        byKey.remove(entry.key, entry);
        if (recent != null) {
            recent.dropped(entry);
        }
    }

    Collection<Entry> all() {
        return byKey.values();
    }

    boolean isEmpty() {
        return byKey.isEmpty();
    }

    void clear() {
        byKey.clear();
        if (recent != null) {
            recent.forget();
        }
    }
}
