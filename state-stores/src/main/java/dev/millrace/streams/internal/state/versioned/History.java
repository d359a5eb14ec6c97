package dev.millrace.streams.internal.state.versioned;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.state.buffer.MergedCursor;
import dev.millrace.streams.internal.state.buffer.WriteBuffer;

/**
 * The versions of all keys but the latest, each with its end. Deletions are versions too; one that was the latest is
 * here
 * from the beginning, so that the sweep finds it, with an {@link Timed#OPEN open} end: it ends where the next version
 * begins.
 *
 * <p>Reads are <i>thread-safe: as the buffer's are;</i> all else is confined to the thread that owns the task.
 */
final class History {
    private final WriteBuffer<byte[], Timed> versions;
    private long puts;

    History(WriteBuffer<byte[], Timed> versions) {
        this.versions = versions;
    }

    /** One version with its begin. */
    record Version(long from, Timed timed) {
        long to() {
            return timed.time();
        }

        boolean open() {
            return timed.time() == Timed.OPEN;
        }
    }

    void put(byte[] key, long from, Timed version) {
        puts++;
        versions.put(VersionKeyV1.of(key, from), version);
    }

    void remove(byte[] key, long from) {
        versions.put(VersionKeyV1.of(key, from), null);
    }

    /** The last version of {@code key} that began at {@code time} or before; null if there is none. */
    @Nullable
    Version lastUntil(byte[] key, long time) {
        return first(key, Long.MIN_VALUE, time, false);
    }

    /** The first version of {@code key} that began after {@code time}; null if there is none. */
    @Nullable
    Version firstAfter(byte[] key, long time) {
        return time == Long.MAX_VALUE ? null : first(key, time + 1, Long.MAX_VALUE, true);
    }

    private @Nullable Version first(byte[] key, long from, long to, boolean ascending) {
        try (MergedCursor<byte[], Timed> rows = begun(key, from, to, ascending)) {
            return rows.next() ? at(rows) : null;
        }
    }

    /** Versions of {@code key} that began in a period, both ends inclusive. */
    MergedCursor<byte[], Timed> begun(byte[] key, long from, long to, boolean ascending) {
        return versions.range(VersionKeyV1.of(key, from), VersionKeyV1.of(key, to), ascending);
    }

    /** The version that a cursor stands on. */
    static Version at(MergedCursor<byte[], Timed> rows) {
        return new Version(VersionKeyV1.validFrom(rows.keyBytes()), rows.value());
    }

    /** How many versions were put since the last call. */
    long takePuts() {
        long taken = puts;
        puts = 0;
        return taken;
    }
}
