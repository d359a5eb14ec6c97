package dev.millrace.streams.processor;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Which children get what is forwarded, and with what time. <i>Confined to the thread that owns the task.</i>
 */
public class To {
    private static final long TIME_OF_CAUSE = -1;

    /** Name of the child; null for all children. */
    protected @Nullable String childName;

    /** Time of what is forwarded, milliseconds since the epoch; -1 for that of what caused it. */
    protected long timestamp;

    private To(@Nullable String childName, long timestamp) {
        this.childName = childName;
        this.timestamp = timestamp;
    }

    /** The same as {@code to}; for subclasses. */
    protected To(To to) {
        this(to.childName, to.timestamp);
    }

    /** Takes over all of {@code to}. */
    protected void update(To to) {
        childName = to.childName;
        timestamp = to.timestamp;
    }

    /** To the child of that name alone. */
    public static To child(String childName) {
        return new To(childName, TIME_OF_CAUSE);
    }

    /** To all children. */
    public static To all() {
        return new To(null, TIME_OF_CAUSE);
    }

    /** Sets the time. */
    public To withTimestamp(long newTimestamp) {
        timestamp = newTimestamp;
        return this;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof To that && timestamp == that.timestamp && Objects.equals(childName, that.childName);
    }

    /** It changes: not to be used as a key. */
    @Override
    public int hashCode() {
        throw new UnsupportedOperationException("To is unsafe for use in Hash collections");
    }

    @Override
    public String toString() {
        return "To{childName='" + childName + "', timestamp=" + timestamp + '}';
    }
}
