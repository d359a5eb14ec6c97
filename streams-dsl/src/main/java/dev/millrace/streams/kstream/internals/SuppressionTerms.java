package dev.millrace.streams.kstream.internals;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.kstream.Suppressed;

/**
 * What a {@code Suppressed} says. <i>Immutable.</i>
 *
 * @param name name of the step; null for a generated one
 * @param patience how long a key is held back; null until its window closes
 * @param bounds what may be held
 * @param <K> type of keys
 */
public record SuppressionTerms<K>(@Nullable String name, @Nullable Duration patience, BufferBounds bounds)
        implements Suppressed<K> {
    @Override
    public Suppressed<K> withName(String newName) {
        return new SuppressionTerms<>(newName, patience, bounds);
    }
}
