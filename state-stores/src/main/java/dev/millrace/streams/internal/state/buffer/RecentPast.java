package dev.millrace.streams.internal.state.buffer;

import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * What the buffer of a store that keeps entries by time knows of the recent past: from some time on, everything. The
 * time moves on as entries leave the heap, the oldest first as a rule. So what a stream asks most, whether a key has
 * something within the last seconds, needs no look at what is committed, not even to find nothing.
 *
 * <p>Entries of one key are kept together once somebody asks for the span of a key.
 *
 * <p>{@link #forEach} is <i>thread-safe: by a concurrent map;</i> the rest is confined to the thread that owns the
 * task.
 */
final class RecentPast {
    private static final long NEVER = Long.MAX_VALUE;

    private final Chronology chronology;
    private volatile @Nullable ConcurrentHashMap<Object, Timeline> timelines;
    private long below;
    private long wholeFrom = NEVER;

    RecentPast(Chronology chronology) {
        this.chronology = chronology;
    }

    /** No entry of that time or later is committed. */
    void beginsAt(long time) {
        below = Math.max(below, time);
        wholeFrom = below;
    }

    /** Whether an entry of that time is in the buffer if there is one at all. */
    boolean isWholeFrom(long time) {
        return time >= wholeFrom;
    }

    /** Whether the entry with that key is in the buffer if there is one at all. */
    boolean holds(Object held) {
        return wholeFrom != NEVER && chronology.time(held) >= wholeFrom;
    }

    void added(Entry entry) {
        ConcurrentHashMap<Object, Timeline> all = timelines;
        if (all != null) {
            addTo(all, entry);
        }
    }

    private void addTo(ConcurrentHashMap<Object, Timeline> all, Entry entry) {
        Object alone = chronology.keyAlone(entry.key);
        Timeline timeline = all.get(alone);
        if (timeline == null) {
            timeline = new Timeline(chronology);
            timeline.add(entry);
            all.put(alone, timeline);
        } else {
            timeline.add(entry);
        }
    }

    /** {@code entry} leaves; from now on it is found below, unless it is a deletion. */
    void dropped(Entry entry) {
        if (entry.value() != null && wholeFrom != NEVER) {
            wholeFrom = Math.max(wholeFrom, chronology.time(entry.key) + 1);
        }
        ConcurrentHashMap<Object, Timeline> all = timelines;
        if (all != null) {
            Object alone = chronology.keyAlone(entry.key);
            Timeline timeline = all.get(alone);
            if (timeline != null) {
                timeline.remove(entry);
                if (timeline.isEmpty()) {
                    all.remove(alone);
                }
            }
        }
    }

    /** The buffer is empty, and what is below may change without it. */
    void forget() {
        wholeFrom = NEVER;
        if (timelines != null) {
            timelines = new ConcurrentHashMap<>();
        }
    }

    /**
     * Hands the entries of a key in a span to {@code taker}: in order of time, or in none if they are not yet kept
     * together and may not be from now on.
     */
    void forEach(Object keyAlone, TimeSpan span, Entries entries, boolean mayArrange, Consumer<Entry> taker) {
        ConcurrentHashMap<Object, Timeline> all = timelines;
        if (all == null && mayArrange) {
            all = arranged(entries);
        }
        if (all == null) {
            for (Entry entry : entries.all()) {
                if (chronology.keyAlone(entry.key).equals(keyAlone)
                        && span.contains(chronology.time(entry.key), entry.key)) {
                    taker.accept(entry);
                }
            }
            return;
        }
        Timeline timeline = all.get(keyAlone);
        if (timeline != null) {
            timeline.forEach(span, taker);
        }
    }

    private ConcurrentHashMap<Object, Timeline> arranged(Entries entries) {
        ConcurrentHashMap<Object, Timeline> all = new ConcurrentHashMap<>();
        for (Entry entry : entries.all()) {
            addTo(all, entry);
        }
        timelines = all;
        return all;
    }
}
