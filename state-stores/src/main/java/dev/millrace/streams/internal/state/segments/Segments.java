package dev.millrace.streams.internal.state.segments;

/**
 * Time cut into slices of equal length. <i>Immutable.</i>
 *
 * @param intervalMs their length, milliseconds
 */
public record Segments(long intervalMs) {
    private static final long SHORTEST_MS = 60_000;
    private static final long SHORTEST_IN_HEAP_MS = 1_000;

    /** Checks the length. */
    public Segments {
        if (intervalMs < 1) {
            throw new IllegalArgumentException("segmentInterval cannot be zero or negative: " + intervalMs);
        }
    }

    /** As Kafka Streams cuts it for a store on disk: two slices in the retention period, but none under a minute. */
    public static Segments forRetention(long retentionMs) {
        return new Segments(Math.max(retentionMs / 2, SHORTEST_MS));
    }

    /** For a store in the heap: more and shorter slices, so that little stays that is not shown any more. */
    public static Segments inHeap(long retentionMs) {
        return new Segments(Math.max(retentionMs / 4, SHORTEST_IN_HEAP_MS));
    }

    /** Number of the slice that {@code time} is in. */
    public long of(long time) {
        return time / intervalMs;
    }
}
