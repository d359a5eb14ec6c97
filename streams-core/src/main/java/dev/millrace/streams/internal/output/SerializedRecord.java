package dev.millrace.streams.internal.output;

import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A record in the form in which it is written. Its owner fills it again for each record, so that none costs an object.
 * <i>Confined to the owner of the task.</i>
 */
public final class SerializedRecord {
    private byte @Nullable [] key;
    private byte @Nullable [] value;
    private long timestamp;
    private @Nullable Headers headers;

    /**
     * Fills it.
     *
     * @param timestamp milliseconds since the epoch
     * @param headers null for none
     */
    public SerializedRecord set(
            byte @Nullable [] key, byte @Nullable [] value, long timestamp, @Nullable Headers headers) {
        this.key = key;
        this.value = value;
        this.timestamp = timestamp;
        this.headers = headers;
        return this;
    }

    /** The key; null for none. */
    public byte @Nullable [] key() {
        return key;
    }

    /** The value; null for none. */
    public byte @Nullable [] value() {
        return value;
    }

    /** Milliseconds since the epoch. */
    public long timestamp() {
        return timestamp;
    }

    /** The headers; null for none. */
    public @Nullable Headers headers() {
        return headers;
    }
}
