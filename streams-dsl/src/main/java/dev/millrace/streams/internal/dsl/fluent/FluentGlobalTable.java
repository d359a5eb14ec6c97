package dev.millrace.streams.internal.dsl.fluent;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.dsl.change.TableReading;
import dev.millrace.streams.kstream.GlobalKTable;

/**
 * A global table of the program. <i>Immutable.</i>
 *
 * @param reading how joins look up its rows; they need not be connected to the store
 * @param queryableStoreName null if the program named no store
 * @param <K> type of keys
 * @param <V> type of values
 */
record FluentGlobalTable<K, V>(TableReading<K, V> reading, @Nullable String queryableStoreName)
        implements GlobalKTable<K, V> {}
