package dev.millrace.streams.internal.state.buffer;

import org.jspecify.annotations.Nullable;

/**
 * The heap that the entries of a buffer take: how much is charged to which budget, and who leaves next. <i>Confined to
 * the thread that owns the task.</i>
 */
final class BufferHeap {
    private final BufferTask task;
    private final EvictionQueue evictable = new EvictionQueue();
    private long evictableBytes;
    private long loggedBytes;

    BufferHeap(BufferTask task) {
        this.task = task;
    }

    /** {@code entry} may leave from now on. */
    void becomeEvictable(Entry entry, int weight) {
        chargeEvictable(weight - entry.weight);
        entry.weight = weight;
        evictable.add(entry);
    }

    /** A logged entry has another value now. */
    void reweigh(Entry entry, int weight) {
        chargeLogged(weight - entry.weight);
        entry.weight = weight;
    }

    /** {@code entry} must stay until the commit. */
    void becomeLogged(Entry entry, int weight) {
        chargeEvictable(-entry.weight);
        entry.weight = weight;
        chargeLogged(weight);
        entry.becomeLogged();
    }

    /** The commit has written a logged entry. */
    void becomeClean(Entry entry) {
        chargeLogged(-entry.weight);
        int weight = entry.weight;
        entry.weight = 0;
        entry.becomeClean();
        becomeEvictable(entry, weight);
    }

    /** Puts {@code entry} into the queue again. */
    void queue(Entry entry) {
        evictable.add(entry);
    }

    /** {@code entry} takes no heap any more. */
    void leave(Entry entry) {
        if (entry.logged()) {
            chargeLogged(-entry.weight);
        } else {
            chargeEvictable(-entry.weight);
        }
        entry.weight = 0;
        entry.becomeGone();
    }

    /** The next to leave; null if the bounds are kept or nothing may. */
    @Nullable
    Entry next() {
        return task.evictable().exceeded() ? evictable.poll() : null;
    }

    /** Gives everything back. */
    void clear() {
        chargeEvictable(-evictableBytes);
        chargeLogged(-loggedBytes);
        evictable.clear();
    }

    private void chargeEvictable(long deltaBytes) {
        evictableBytes += deltaBytes;
        task.evictable().charge(deltaBytes);
    }

    private void chargeLogged(long deltaBytes) {
        loggedBytes += deltaBytes;
        task.uncommitted().charge(deltaBytes);
    }
}
