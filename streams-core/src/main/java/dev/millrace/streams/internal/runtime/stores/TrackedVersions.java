package dev.millrace.streams.internal.runtime.stores;

import dev.millrace.streams.state.VersionedRecord;
import dev.millrace.streams.state.VersionedRecordIterator;

/**
 * Versions of a key on their way to a user. <i>Confined to the thread that opened it.</i>
 *
 * @param <V> type of values
 */
final class TrackedVersions<V> extends TrackedIterator<VersionedRecordIterator<V>>
        implements VersionedRecordIterator<V> {
    TrackedVersions(OpenIterators all, VersionedRecordIterator<V> rows) {
        super(all, rows);
    }

    @Override
    public boolean hasNext() {
        return rows().hasNext();
    }

    @Override
    public VersionedRecord<V> next() {
        return rows().next();
    }
}
