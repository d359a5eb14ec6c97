package dev.millrace.streams.query;

import dev.millrace.streams.state.ValueAndTimestamp;

import static java.util.Objects.requireNonNull;

/**
 * Looks up one key of a timestamped key-value store: the value with its time, null if there is none. <i>Immutable.</i>
 *
 * @param <K> type of the key
 * @param <V> type of the value
 */
public final class TimestampedKeyQuery<K, V> implements Query<ValueAndTimestamp<V>> {
    private final K key;
    private final boolean skipCache;

    private TimestampedKeyQuery(K key, boolean skipCache) {
        this.key = key;
        this.skipCache = skipCache;
    }

    /** Asks for the latest value of {@code key}. */
    public static <K, V> TimestampedKeyQuery<K, V> withKey(K key) {
        return new TimestampedKeyQuery<>(requireNonNull(key, "the key should not be null"), false);
    }

    /** As {@link KeyQuery#skipCache()}. */
    public TimestampedKeyQuery<K, V> skipCache() {
        return new TimestampedKeyQuery<>(key, true);
    }

    /** The key that is looked for. */
    public K key() {
        return key;
    }

    /** As {@link KeyQuery#isSkipCache()}. */
    public boolean isSkipCache() {
        return skipCache;
    }

    @Override
    public String toString() {
        return "TimestampedKeyQuery{key=" + key + ", skipCache=" + skipCache + "}";
    }
}
