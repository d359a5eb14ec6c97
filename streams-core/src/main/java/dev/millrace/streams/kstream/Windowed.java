package dev.millrace.streams.kstream;

import org.jspecify.annotations.Nullable;

/**
 * A key together with the window it is meant in: the key of windowed tables and of session stores. <i>Immutable</i> as
 * far as the key is.
 *
 * @param <K> type of the key alone
 */
public class Windowed<K> {
    private final K key;
    private final Window window;

    /** {@code key} in {@code window}. */
    public Windowed(K key, Window window) {
        this.key = key;
        this.window = window;
    }

    /** The key alone. */
    public K key() {
        return key;
    }

    /** The window. */
    public Window window() {
        return window;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other == this || other instanceof Windowed<?> that && window.equals(that.window) && key.equals(that.key);
    }

    @Override
    public int hashCode() {
        long both = (long) window.hashCode() << 32 | key.hashCode();
        return (int) (both % 0xFFFFFFFFL);
    }

    @Override
    public String toString() {
        return "[" + key + "@" + window.start() + "/" + window.end() + "]";
    }
}
