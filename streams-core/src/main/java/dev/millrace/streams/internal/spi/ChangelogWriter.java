package dev.millrace.streams.internal.spi;

import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Takes the changes of one store towards its changelog topic. <i>Confined to the thread that owns the task.</i>
 *
 * <p>Sending is asynchronous; the runtime waits for all sends before it commits.
 */
public interface ChangelogWriter {
    /** Logs nothing: for stores without a changelog. */
    ChangelogWriter NONE = (key, value, timestamp, headers) -> {};

    /**
     * One changed entry.
     *
     * @param key serialised key; not changed afterwards
     * @param value serialised value without time stamp, or null for a deletion; not changed afterwards
     * @param timestamp time of the change, milliseconds since the epoch
     * @param headers headers to write, or null for none
     */
    void log(byte[] key, byte @Nullable [] value, long timestamp, @Nullable Headers headers);
}
