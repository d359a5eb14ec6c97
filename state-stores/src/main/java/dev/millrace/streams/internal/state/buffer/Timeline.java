package dev.millrace.streams.internal.state.buffer;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * The entries of one key in order of time. As a rule the next one comes last and the first one goes first, so both are
 * quick; any other place costs a copy.
 *
 * <p>{@link #forEach} is <i>thread-safe:</i> a reader takes one {@link Stretch}, in which entries are only appended,
 * and whose first ones may be taken out under it: those it skips. Changes are confined to the thread that owns the
 * task.
 */
final class Timeline {
    private static final int SHORTEST = 4;

    private final Chronology chronology;
    private volatile Stretch stretch = new Stretch(new Entry[SHORTEST], 0, 0);

    /** A part of an array, whose end moves on. */
    private static final class Stretch {
        private final Entry[] entries;
        private final int start;
        private volatile int end;

        Stretch(Entry[] entries, int start, int end) {
            this.entries = entries;
            this.start = start;
            this.end = end;
        }
    }

    Timeline(Chronology chronology) {
        this.chronology = chronology;
    }

    boolean isEmpty() {
        Stretch now = stretch;
        return now.start == now.end;
    }

    void add(Entry entry) {
        Stretch now = stretch;
        int end = now.end;
        int place = end;
        while (place > now.start && chronology.compare(now.entries[place - 1].key, entry.key) > 0) {
            place--;
        }
        if (place == end && end < now.entries.length) {
            now.entries[end] = entry;
            now.end = end + 1;
        } else {
            insert(now, place, entry);
        }
    }

    private void insert(Stretch now, int place, Entry entry) {
        int count = now.end - now.start;
        int before = place - now.start;
        Entry[] copy = new Entry[Math.max(SHORTEST, 2 * count)];
        System.arraycopy(now.entries, now.start, copy, 0, before);
        copy[before] = entry;
        System.arraycopy(now.entries, place, copy, before + 1, count - before);
        stretch = new Stretch(copy, 0, count + 1);
    }

    void remove(Entry entry) {
        Stretch now = stretch;
        if (now.start < now.end && now.entries[now.start] == entry) {
            stretch = new Stretch(now.entries, now.start + 1, now.end);
            now.entries[now.start] = null;
            return;
        }
        for (int place = now.start + 1; place < now.end; place++) {
            if (now.entries[place] == entry) {
                Entry[] copy = Arrays.copyOfRange(now.entries, now.start, now.end);
                System.arraycopy(copy, place + 1 - now.start, copy, place - now.start, now.end - place - 1);
                copy[copy.length - 1] = null;
                stretch = new Stretch(copy, 0, copy.length - 1);
                return;
            }
        }
    }

    /** Hands those in {@code span} to {@code taker}, earliest first. */
    void forEach(TimeSpan span, Consumer<Entry> taker) {
        Stretch now = stretch;
        int end = now.end;
        for (int place = firstFrom(now, end, span.from()); place < end; place++) {
            Entry entry = now.entries[place];
            if (entry == null) {
                continue;
            }
            if (chronology.time(entry.key) > span.to()) {
                return;
            }
            if (span.belongs().test(entry.key)) {
                taker.accept(entry);
            }
        }
    }

    /** Those taken out are the first ones, so they count as too early. */
    private int firstFrom(Stretch now, int end, long time) {
        int low = now.start;
        int high = end;
        while (low < high) {
            int middle = (low + high) >>> 1;
            Entry entry = now.entries[middle];
            if (entry == null || chronology.time(entry.key) < time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
