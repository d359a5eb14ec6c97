package dev.millrace.streams.internal.state.buffer;

import org.jspecify.annotations.Nullable;

/**
 * The order in which entries leave the heap: first in, first out, with a second chance for those used meanwhile. Comes
 * close to least recently used, yet a hit costs one flag instead of relinking a list between old objects, which the
 * garbage collector's write barriers make dear. <i>Confined to the thread that owns the task.</i>
 */
final class EvictionQueue {
    private @Nullable Entry head;
    private @Nullable Entry tail;

    /** Appends {@code entry} unless it is in the queue. */
    void add(Entry entry) {
        if (entry.queued) {
            return;
        }
        entry.queued = true;
        Entry last = tail;
        if (last == null) {
            head = entry;
        } else {
            last.nextInQueue = entry;
        }
        tail = entry;
    }

    /** Takes out the next entry to leave that is not logged; null if there is none. */
    @Nullable
    Entry poll() {
        Entry entry = take();
        while (entry != null && (entry.logged() || entry.gone() || entry.used)) {
            if (entry.used && !entry.gone()) {
                entry.used = false;
                add(entry);
            }
            entry = take();
        }
        return entry;
    }

    private @Nullable Entry take() {
        Entry first = head;
        if (first != null) {
            head = first.nextInQueue;
            first.nextInQueue = null;
            first.queued = false;
            if (head == null) {
                tail = null;
            }
        }
        return first;
    }

    void clear() {
        head = null;
        tail = null;
    }
}
