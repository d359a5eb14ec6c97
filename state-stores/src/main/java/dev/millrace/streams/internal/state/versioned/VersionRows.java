package dev.millrace.streams.internal.state.versioned;

import java.util.NoSuchElementException;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.state.buffer.MergedCursor;
import dev.millrace.streams.internal.state.buffer.ValueForm;
import dev.millrace.streams.state.VersionedRecord;
import dev.millrace.streams.state.VersionedRecordIterator;

/**
 * Versions of one key, newest or oldest first: the latest one and, before or after it, those of the history.
 * <i>Confined to the thread that opened it.</i>
 *
 * @param <V> type of values
 */
final class VersionRows<V> implements VersionedRecordIterator<V> {
    private final ValueForm<V> values;
    private final long validAfter;
    private final boolean ascending;
    private final @Nullable MergedCursor<byte[], Timed> former;
    private @Nullable VersionedRecord<V> latest;
    private @Nullable VersionedRecord<V> next;

    /**
     * Stands before the first version.
     *
     * @param latest the latest version if it is wanted
     * @param former versions of the history in the wanted order; null for none
     * @param validAfter versions that ended at this time or before are not wanted
     */
    VersionRows(
            ValueForm<V> values,
            @Nullable VersionedRecord<V> latest,
            @Nullable MergedCursor<byte[], Timed> former,
            long validAfter,
            boolean ascending) {
        this.values = values;
        this.latest = latest;
        this.former = former;
        this.validAfter = validAfter;
        this.ascending = ascending;
    }

    @Override
    public boolean hasNext() {
        if (next == null) {
            next = step();
        }
        return next != null;
    }

    private @Nullable VersionedRecord<V> step() {
        if (!ascending && latest != null) {
            return takeLatest();
        }
        VersionedRecord<V> version = stepInHistory();
        return version == null && ascending ? takeLatest() : version;
    }

    private @Nullable VersionedRecord<V> takeLatest() {
        VersionedRecord<V> taken = latest;
        latest = null;
        return taken;
    }

    private @Nullable VersionedRecord<V> stepInHistory() {
        while (former != null && former.next()) {
            History.Version version = History.at(former);
            Object held = version.timed().held();
            if (held != null && version.to() > validAfter) {
                return new VersionedRecord<>(values.value(held), version.from(), version.to());
            }
            if (!ascending && version.to() <= validAfter) {
                return null;
            }
        }
        return null;
    }

    @Override
    public VersionedRecord<V> next() {
        VersionedRecord<V> version = hasNext() ? next : null;
        if (version == null) {
            throw new NoSuchElementException();
        }
        next = null;
        return version;
    }

    @Override
    public void close() {
        if (former != null) {
            former.close();
        }
    }
}
