package dev.millrace.streams.internal.state.versioned;

import dev.millrace.streams.internal.state.buffer.StoreOpening;
import dev.millrace.streams.internal.state.typed.Forms;

/**
 * What a builder decided about one versioned store.
 *
 * @param name name of the store
 * @param forms how keys and values are held
 * @param opening the bytes below
 * @param retentionMs how far history goes back
 * @param logging whether changes are logged
 * @param <K> type of keys
 * @param <V> type of values
 */
public record VersionedSpec<K, V>(
        String name, Forms<K, V> forms, StoreOpening opening, long retentionMs, boolean logging) {}
