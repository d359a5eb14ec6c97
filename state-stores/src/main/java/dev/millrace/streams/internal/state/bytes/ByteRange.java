package dev.millrace.streams.internal.state.bytes;

import org.jspecify.annotations.Nullable;

/**
 * Keys between two, both inclusive. <i>Immutable.</i>
 *
 * @param from null for an open end
 * @param to null for an open end
 */
public record ByteRange(byte @Nullable [] from, byte @Nullable [] to) {}
