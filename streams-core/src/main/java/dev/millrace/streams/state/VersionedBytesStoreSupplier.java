package dev.millrace.streams.state;

/** Makes the {@link VersionedBytesStore} below a versioned store. */
public interface VersionedBytesStoreSupplier extends KeyValueBytesStoreSupplier {
    /** How far history goes back, in milliseconds. */
    long historyRetentionMs();
}
