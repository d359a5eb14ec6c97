package dev.millrace.streams.internal.dsl.change;

import java.util.List;

import dev.millrace.streams.processor.api.ProcessingContext;

/**
 * How a processor comes to look up the rows of a table. <i>Immutable.</i>
 *
 * @param stores names of the stores that the processor must be connected to
 * @param opener opens the view in the context of the processor
 * @param <K> type of keys
 * @param <V> type of values
 */
public record TableReading<K, V>(List<String> stores, Opener<K, V> opener) {
    /** Opens a view. */
    @FunctionalInterface
    public interface Opener<K, V> {
        /** The view of the task that {@code context} belongs to. */
        TableView<K, V> open(ProcessingContext context);
    }

    /** Keeps a copy of {@code stores}. */
    public TableReading {
        stores = List.copyOf(stores);
    }

    /** Reads the store called {@code name}, with or without versions, or of windows or sessions. */
    public static <K, V> TableReading<K, V> ofStore(String name) {
        return new TableReading<>(List.of(name), context -> {
            TableView<K, V> windows = WindowedRows.of(OperatorStore.of(context, name));
            return windows == null ? StoredTable.of(context, name) : windows;
        });
    }

    /** Reads it in another way, out of the same stores. */
    public <R> TableReading<K, R> through(Opener<K, R> other) {
        return new TableReading<>(stores, other);
    }

    /** The view in {@code context}. */
    public TableView<K, V> open(ProcessingContext context) {
        return opener.open(context);
    }
}
