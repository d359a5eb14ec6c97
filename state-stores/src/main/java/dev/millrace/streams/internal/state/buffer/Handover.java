package dev.millrace.streams.internal.state.buffer;

import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Takes held values that leave the cache on their way downstream. <i>Confined to the thread that owns the task.</i> */
public interface Handover {
    /** Whether the value before is needed. */
    boolean oldValues();

    /** The value of {@code key} changed; both values as held, null if there is none. */
    void changed(Object key, @Nullable Object newValue, @Nullable Object oldValue, long timestamp, Headers headers);
}
