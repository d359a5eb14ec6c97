package dev.millrace.streams.internal.spi;

/**
 * Heap that the stores of one stream thread may hold together for one purpose: the thread's share of what the instance
 * may hold. Sizes are estimates by the stores. <i>Confined to the stream thread,</i> but for {@link #grant}.
 */
public final class HeapBudget {
    private volatile long maxBytes;
    private long usedBytes;

    /** A budget of {@code maxBytes}; with zero nothing may be held. */
    public HeapBudget(long maxBytes) {
        grant(maxBytes);
    }

    /** Changes how much may be held; a budget of zero stays one. Any thread. */
    public void grant(long newMaxBytes) {
        if (newMaxBytes < 0) {
            throw new IllegalArgumentException("newMaxBytes must not be negative: " + newMaxBytes);
        }
        maxBytes = newMaxBytes;
    }

    /** Whether nothing may be held. */
    public boolean disabled() {
        return maxBytes == 0;
    }

    /** Adds {@code deltaBytes}, which may be negative, to what is held. */
    public void charge(long deltaBytes) {
        usedBytes += deltaBytes;
    }

    /** Whether more is held than granted. */
    public boolean exceeded() {
        return usedBytes > maxBytes;
    }

    /** Bytes held now. */
    public long usedBytes() {
        return usedBytes;
    }
}
