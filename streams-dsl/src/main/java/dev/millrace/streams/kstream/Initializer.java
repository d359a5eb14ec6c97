package dev.millrace.streams.kstream;

/**
 * Where the aggregate of a new key begins.
 *
 * @param <VAgg> type of aggregates
 */
@FunctionalInterface
public interface Initializer<VAgg> {
    /** A fresh aggregate of nothing. */
    VAgg apply();
}
