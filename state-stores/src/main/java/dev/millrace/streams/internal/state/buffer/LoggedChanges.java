package dev.millrace.streams.internal.state.buffer;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.spi.ChangelogWriter;
import dev.millrace.streams.processor.RecordContext;

/**
 * Writes changed entries to the changelog, with time and headers of the value or, if it has none, of the record that
 * made the change. <i>Confined to the thread that owns the task.</i>
 *
 * @param keys form of keys
 * @param values form of values
 * @param task whose changelog it is
 */
record LoggedChanges(KeyForm<?> keys, ValueForm<?> values, BufferTask task) {
    /**
     * Logs an entry that is {@code value} now.
     *
     * @param value as held; null if the entry is deleted
     * @param changedBy the record that changed it; null for the current one
     * @return the serialised value; null for a deletion, and if there is no changelog that needs it
     */
    byte @Nullable [] log(Entry entry, byte[] keyBytes, @Nullable Object value, @Nullable RecordContext changedBy) {
        ChangelogWriter changelog = task.changelog();
        byte[] raw = value == null || changelog == ChangelogWriter.NONE ? null : values.raw(value);
        changelog.log(
                keys.changelogKey(keyBytes), raw, timestampOf(value, changedBy), headersOf(entry, value, changedBy));
        return raw;
    }

    long timestampOf(@Nullable Object value, @Nullable RecordContext changedBy) {
        return value != null && values.stamped()
                ? values.timestamp(value)
                : record(changedBy).timestamp();
    }

    private @Nullable Headers headersOf(Entry entry, @Nullable Object value, @Nullable RecordContext changedBy) {
        if (!values.headed()) {
            return null;
        }
        if (value != null) {
            return values.headers(value);
        }
        Headers headers = new RecordHeaders(record(changedBy).headers());
        keys.addHeaders(entry.key, headers);
        return headers;
    }

    private RecordContext record(@Nullable RecordContext changedBy) {
        return changedBy == null ? task.runtime().currentRecord() : changedBy;
    }
}
