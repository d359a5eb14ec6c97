package dev.millrace.broker.coordinator;

/** Bytes in an internal topic that no coordinator of this or an earlier release has written. */
public final class CorruptShardRecord extends RuntimeException {
    /** Says what is wrong with the bytes. */
    public CorruptShardRecord(String message) {
        super(message);
    }

    /** Says where the record stands and keeps what was wrong with it. */
    public CorruptShardRecord(String message, CorruptShardRecord cause) {
        super(message, cause);
    }
}
