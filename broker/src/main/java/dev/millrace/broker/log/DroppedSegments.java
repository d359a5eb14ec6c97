package dev.millrace.broker.log;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Segments that are in the log no more but may still be on their way to a reader. When their delay is over they are
 * closed and deleted; a file that resists is left to the next start.
 *
 * <p><em>Thread-safe: every method holds the object's monitor.</em>
 */
final class DroppedSegments {

    private static final Logger LOG = LoggerFactory.getLogger(DroppedSegments.class);

    private final Queue<Dropped> queue = new ArrayDeque<>();

    synchronized void add(Segment segment, long deleteAtMs) {
        queue.add(new Dropped(segment, deleteAtMs));
    }

    synchronized int delete(long nowMs) {
        int count = 0;
        for (Dropped next = queue.peek(); next != null && next.deleteAtMs <= nowMs; next = queue.peek()) {
            queue.remove();
            delete(next.segment);
            count++;
        }
        return count;
    }

    private static void delete(Segment segment) {
        try {
            segment.close();
            segment.files().deleteMarked();
        } catch (IOException e) {
            LOG.warn(
                    "dropped segment {} stays until the next start",
                    segment.files().log(),
                    e);
        }
    }

    private record Dropped(Segment segment, long deleteAtMs) {}
}
