package dev.millrace.streams.internal.runtime.stores;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;

import org.jspecify.annotations.Nullable;

/**
 * What every iterator handed to a user remembers about itself. <i>Confined to the thread that opened it,</i> but for
 * {@link #end()}.
 *
 * @param <I> kind of the iterator behind it
 */
abstract class TrackedIterator<I extends Closeable> implements Closeable {
    private final OpenIterators all;
    private final I rows;
    private final Thread opener = Thread.currentThread();
    private @Nullable StackTraceElement place;
    private volatile boolean ended;

    TrackedIterator(OpenIterators all, I rows) {
        this.all = all;
        this.rows = rows;
    }

    /** The iterator behind it, unless the store is closed. */
    final I rows() {
        if (ended) {
            throw all.storeClosed();
        }
        return rows;
    }

    final void placeAt(@Nullable StackTraceElement opening) {
        place = opening;
    }

    /** Where and by which thread it was opened. */
    final String opening() {
        return (place == null ? "at a place not noted" : "at " + place) + " by " + opener.getName();
    }

    @Override
    public final void close() {
        all.closed(this);
        if (!ended) {
            closeRows();
        }
    }

    /** Its store is about to be closed. An iterator of another thread may be in use: the store itself frees it. */
    final void end() {
        if (opener == Thread.currentThread()) {
            closeRows();
        }
        ended = true;
    }

    private void closeRows() {
        try {
            rows.close();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
