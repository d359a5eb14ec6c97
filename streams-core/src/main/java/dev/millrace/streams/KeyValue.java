package dev.millrace.streams;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * A key with its value. Both may be null. <i>Immutable</i> as far as its parts are.
 *
 * @param <K> type of the key
 * @param <V> type of the value
 */
public class KeyValue<K, V> {
    /** The key; may be null. */
    public final @Nullable K key;

    /** The value; may be null. */
    public final @Nullable V value;

    /** Pairs {@code key} with {@code value}. */
    public KeyValue(@Nullable K key, @Nullable V value) {
        this.key = key;
        this.value = value;
    }

    /** Same as the constructor, with inferred types. */
    public static <K, V> KeyValue<K, V> pair(@Nullable K key, @Nullable V value) {
        return new KeyValue<>(key, value);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || other instanceof KeyValue<?, ?> that
                        && Objects.equals(key, that.key)
                        && Objects.equals(value, that.value);
    }

    @Override
    public int hashCode() {
        return Objects.hash(key, value);
    }

    @Override
    public String toString() {
        return "KeyValue(" + key + ", " + value + ")";
    }
}
