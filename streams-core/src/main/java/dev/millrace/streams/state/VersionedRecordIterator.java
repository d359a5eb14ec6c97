package dev.millrace.streams.state;

import java.io.Closeable;
import java.util.Iterator;

/**
 * Walks over versions of one key. To be closed after use. <i>Confined to the thread that opened it.</i>
 *
 * @param <V> type of values
 */
public interface VersionedRecordIterator<V> extends Iterator<VersionedRecord<V>>, Closeable {
    @Override
    void close();
}
