package dev.millrace.streams.state;

import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * A versioned store of bytes, for those who write one. What it gives out begins with the eight-byte time stamp of the
 * version; what is put into it does not.
 */
public interface VersionedBytesStore extends KeyValueStore<Bytes, byte[]>, TimestampedBytesStore {
    /** As {@link VersionedKeyValueStore#put}. */
    long put(Bytes key, byte @Nullable [] value, long timestamp);

    /** As {@link VersionedKeyValueStore#get(Object, long)}. */
    byte @Nullable [] get(Bytes key, long asOfTimestamp);

    /** As {@link VersionedKeyValueStore#delete}. */
    byte @Nullable [] delete(Bytes key, long timestamp);
}
