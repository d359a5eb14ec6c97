package dev.millrace.broker.log;

import java.io.IOException;
import java.nio.file.Path;

import dev.millrace.broker.io.Disk;

/**
 * Brings what has been appended to disk. Closed segments are sealed on the way, oldest first: their batches, then the
 * producers' state as it was at their end, then the index that vouches for both.
 *
 * <p><em>Confined to the holder of the flush lock;</em> appends go on meanwhile.
 */
final class LogFlush {

    private final SegmentList segments;
    private final ProducerSnapshots snapshots;

    LogFlush(Disk disk, Path directory, SegmentList segments) {
        this.segments = segments;
        this.snapshots = new ProducerSnapshots(disk, directory);
    }

    /**
     * Syncs every segment that is not sealed.
     *
     * @throws IOException if the disk fails; what is durable is unknown from then on
     */
    void run() throws IOException {
        Segment[] now = segments.all();
        int last = now.length - 1;
        int from = firstUnsealed(now);
        // All bytes first: sealing makes the names of younger segments durable, and a loss of power must not find one
        // of
        // those and a hole before it.
        for (int i = from; i <= last; i++) {
            now[i].force();
        }
        for (int i = from; i < last; i++) {
            seal(now[i], now[i + 1]);
        }
    }

    private static int firstUnsealed(Segment[] segments) {
        int first = segments.length - 1;
        while (first > 0 && !segments[first - 1].sealed()) {
            first--;
        }
        return first;
    }

    private void seal(Segment closed, Segment next) throws IOException {
        byte[] producers = next.producersAtBase();
        if (producers != null) {
            snapshots.write(next.baseOffset(), producers);
        }
        closed.seal();
        closed.releaseIndex();
    }

    /** Seals the last segment too, so that the next start has nothing to read. */
    void sealAll(long endOffset, byte[] producers) throws IOException {
        run();
        snapshots.write(endOffset, producers);
        segments.active().seal();
    }
}
