package dev.millrace.streams.internal.state.bytes;

import java.util.concurrent.locks.StampedLock;

import dev.millrace.streams.errors.InvalidStateStoreException;

/**
 * Keeps a store from being closed under a reader: queries of other threads read while its owner may close it, and a
 * freed native object must not be touched. <i>Thread-safe: by a lock that readers share and closing takes alone.</i>
 */
public final class ReadGuard {
    private final StampedLock lock = new StampedLock();
    private final String storeName;
    private volatile boolean open = true;

    /** Guards the store of that name, open. */
    public ReadGuard(String storeName) {
        this.storeName = storeName;
    }

    /**
     * Begins a read; to be ended with {@link #leave}.
     *
     * @return what to hand to {@link #leave}
     * @throws InvalidStateStoreException if the store is closed
     */
    public long enter() {
        long stamp = tryEnter();
        if (stamp == 0) {
            throw new InvalidStateStoreException("Store " + storeName + " is currently closed");
        }
        return stamp;
    }

    /** Begins a read; zero if the store is closed, and then there is nothing to end. */
    public long tryEnter() {
        long stamp = lock.readLock();
        if (open) {
            return stamp;
        }
        lock.unlockRead(stamp);
        return 0;
    }

    /** Ends a read. */
    public void leave(long stamp) {
        lock.unlockRead(stamp);
    }

    /** Whether the store is open. */
    public boolean isOpen() {
        return open;
    }

    /** Closes the store: waits for readers, lets none in again, runs {@code closing} once. */
    public void close(Runnable closing) {
        long stamp = lock.writeLock();
        try {
            if (open) {
                open = false;
                closing.run();
            }
        } finally {
            lock.unlockWrite(stamp);
        }
    }
}
