package dev.millrace.streams.kstream;

import java.util.Map;

/**
 * Windows that follow from a record's time alone, whatever other records there are. How long a window still takes
 * records after its end is its grace period. Implementations are <i>immutable.</i>
 *
 * @param <W> type of windows
 */
public abstract class Windows<W extends Window> {
    /** A day: the grace period of windows made before a grace period had to be named (KIP-633). */
    protected static final long DEPRECATED_DEFAULT_24_HR_GRACE_PERIOD = 24 * 60 * 60 * 1000L;

    /** A grace period of 0: a record that comes after a window's end is too late for it. */
    protected static final long NO_GRACE_PERIOD = 0;

    /** For subclasses. */
    protected Windows() {}

    /**
     * The windows that a record belongs to, by their start.
     *
     * @param timestamp time of the record, milliseconds since the epoch
     */
    public abstract Map<Long, W> windowsFor(long timestamp);

    /** Length of each window in milliseconds. */
    public abstract long size();

    /** How long after its end a window still takes records, in milliseconds of stream time. */
    public abstract long gracePeriodMs();
}
