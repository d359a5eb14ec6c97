package dev.millrace.streams.internal.dsl.change;

import org.jspecify.annotations.Nullable;

/**
 * What became of the value of a key. <i>Immutable.</i>
 *
 * @param newValue the value now; null if removed
 * @param oldValue the value before; null if there was none, or if nobody below asked for old values
 * @param latest false if a versioned table keeps a later value of the key: then this is news of its past (KIP-914)
 */
public record Change<V>(@Nullable V newValue, @Nullable V oldValue, boolean latest) {
    /** A change of the latest value, which every change is in a table without versions. */
    public Change(@Nullable V newValue, @Nullable V oldValue) {
        this(newValue, oldValue, true);
    }
}
