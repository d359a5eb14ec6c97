package dev.millrace.streams.internal.spi;

/**
 * Bytes that the cached stores of one stream thread may hold together, its share of {@code
 * statestore.cache.max.bytes}. Sizes are estimates by the stores. <i>Confined to the stream thread.</i>
 */
public final class CacheBudget {
    private final long maxBytes;
    private long usedBytes;

    /** A budget of {@code maxBytes}; zero switches caching off. */
    public CacheBudget(long maxBytes) {
        if (maxBytes < 0) {
            throw new IllegalArgumentException("maxBytes must not be negative: " + maxBytes);
        }
        this.maxBytes = maxBytes;
    }

    /** Whether caching is off altogether. */
    public boolean disabled() {
        return maxBytes == 0;
    }

    /** Adds {@code deltaBytes}, which may be negative, to what is held. */
    public void charge(long deltaBytes) {
        usedBytes += deltaBytes;
    }

    /** Whether more is held than granted: the store that charged last then hands on its oldest entries. */
    public boolean exceeded() {
        return usedBytes > maxBytes;
    }

    /** Bytes held now. */
    public long usedBytes() {
        return usedBytes;
    }
}
