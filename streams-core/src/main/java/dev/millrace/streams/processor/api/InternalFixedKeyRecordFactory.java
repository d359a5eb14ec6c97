package dev.millrace.streams.processor.api;

/** Closes and opens the way to another key. Processors have no use for it; tests of theirs may. */
public final class InternalFixedKeyRecordFactory {
    private InternalFixedKeyRecordFactory() {}

    /** {@code record}, its key fixed. */
    public static <KIn, VIn> FixedKeyRecord<KIn, VIn> create(Record<KIn, VIn> record) {
        return new FixedKeyRecord<>(record);
    }

    /** What {@code record} was made of or derived to; not a copy. */
    public static <K, V> Record<K, V> open(FixedKeyRecord<K, V> record) {
        return record.record();
    }
}
