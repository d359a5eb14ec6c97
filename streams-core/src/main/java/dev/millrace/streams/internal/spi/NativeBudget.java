package dev.millrace.streams.internal.spi;

/**
 * Memory outside the heap that all stores of one instance may take together. Stores that find the same object belong to
 * the same instance and share what they allocate. <i>Immutable;</i> compared by identity.
 */
public final class NativeBudget {
    private final long bytes;

    /** A budget of {@code bytes}. */
    public NativeBudget(long bytes) {
        if (bytes <= 0) {
            throw new IllegalArgumentException("bytes must be positive: " + bytes);
        }
        this.bytes = bytes;
    }

    /** The bound, in bytes. */
    public long bytes() {
        return bytes;
    }
}
