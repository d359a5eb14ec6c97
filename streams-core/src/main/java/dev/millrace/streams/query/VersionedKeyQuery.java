package dev.millrace.streams.query;

import java.time.Instant;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.state.VersionedRecord;

import static java.util.Objects.requireNonNull;

/**
 * Looks up one key of a versioned store: its latest value, or the one that was valid at a time (KIP-960). The answer is
 * null if there is none, or if it was so long ago that the store no longer knows. <i>Immutable.</i>
 *
 * @param <K> type of the key
 * @param <V> type of the value
 */
public final class VersionedKeyQuery<K, V> implements Query<VersionedRecord<V>> {
    private final K key;
    private final @Nullable Instant asOf;

    private VersionedKeyQuery(K key, @Nullable Instant asOf) {
        this.key = key;
        this.asOf = asOf;
    }

    /** Asks for the latest value of {@code key}. */
    public static <K, V> VersionedKeyQuery<K, V> withKey(K key) {
        return new VersionedKeyQuery<>(requireNonNull(key, "key cannot be null."), null);
    }

    /** The same, for the value that was valid at {@code asOfTimestamp}. */
    public VersionedKeyQuery<K, V> asOf(Instant asOfTimestamp) {
        return new VersionedKeyQuery<>(key, requireNonNull(asOfTimestamp, "asOf timestamp cannot be null."));
    }

    /** The key that is looked for. */
    public K key() {
        return key;
    }

    /** The time at which the value was valid; empty for the latest. */
    public Optional<Instant> asOfTimestamp() {
        return Optional.ofNullable(asOf);
    }

    @Override
    public String toString() {
        return "VersionedKeyQuery{key=" + key + ", asOf=" + asOf + "}";
    }
}
