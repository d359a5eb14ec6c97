package dev.millrace.streams.internal.dsl.change;

import org.jspecify.annotations.Nullable;

/**
 * What became of the value of a key. <i>Immutable.</i>
 *
 * @param newValue the value now; null if removed
 * @param oldValue the value before; null if there was none, or if nobody below asked for old values
 */
public record Change<V>(@Nullable V newValue, @Nullable V oldValue) {}
