package dev.millrace.streams.state;

import org.apache.kafka.common.utils.Bytes;

/** Makes session stores of bytes, which the typed stores build on. */
public interface SessionBytesStoreSupplier extends StoreSupplier<SessionStore<Bytes, byte[]>> {
    /** The same as {@link WindowBytesStoreSupplier#segmentIntervalMs()}. */
    long segmentIntervalMs();

    /** How long sessions are kept after their end, in milliseconds. */
    long retentionPeriod();
}
