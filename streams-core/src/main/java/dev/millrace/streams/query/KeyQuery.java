package dev.millrace.streams.query;

import static java.util.Objects.requireNonNull;

/**
 * Looks up one key of a key-value store; the answer is null if there is no such key. <i>Immutable.</i>
 *
 * @param <K> type of the key
 * @param <V> type of the value
 */
public final class KeyQuery<K, V> implements Query<V> {
    private final K key;
    private final boolean skipCache;

    private KeyQuery(K key, boolean skipCache) {
        this.key = key;
        this.skipCache = skipCache;
    }

    /** Asks for the latest value of {@code key}. */
    public static <K, V> KeyQuery<K, V> withKey(K key) {
        return new KeyQuery<>(requireNonNull(key, "the key should not be null"), false);
    }

    /** The same, leaving out changes that a cached store has not handed on yet. */
    public KeyQuery<K, V> skipCache() {
        return new KeyQuery<>(key, true);
    }

    /** The key that is looked for. */
    public K getKey() {
        return key;
    }

    /** Whether changes are left out that a cached store has not handed on yet. */
    public boolean isSkipCache() {
        return skipCache;
    }

    @Override
    public String toString() {
        return "KeyQuery{key=" + key + ", skipCache=" + skipCache + "}";
    }
}
