package dev.millrace.broker.log;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.broker.io.BrokenFile;
import dev.millrace.broker.io.CheckpointFile;
import dev.millrace.broker.io.Disk;

/**
 * The producers' state as it was at some offsets, one file each: twenty digits of the offset, then {@code .producers}.
 * A few are kept, so that a broken one costs a longer replay and not the state.
 *
 * <p><em>Confined to the holder of the flush lock, and to recovery before that.</em>
 */
final class ProducerSnapshots {

    private static final Logger LOG = LoggerFactory.getLogger(ProducerSnapshots.class);
    private static final String SUFFIX = ".producers";
    private static final int KEPT = 2;

    private final Disk disk;
    private final Path directory;

    ProducerSnapshots(Disk disk, Path directory) {
        this.disk = disk;
        this.directory = directory;
    }

    /** Stores the state as of an offset and deletes all but the newest files. */
    void write(long offset, byte[] state) throws IOException {
        file(offset).write(state);
        List<Long> offsets = offsets();
        for (int i = 0; i < offsets.size() - KEPT; i++) {
            delete(offsets.get(i));
        }
    }

    /**
     * Loads the newest state that a log of a certain length can have had; younger files are deleted, since they tell of
     * batches that are gone.
     *
     * @param endOffset of the log
     * @return the state and its offset; an empty state at offset 0 if there is no file that can be read
     */
    Loaded loadUpTo(long endOffset) throws IOException {
        List<Long> offsets = offsets();
        for (int i = offsets.size() - 1; i >= 0; i--) {
            long offset = offsets.get(i);
            Loaded loaded = offset > endOffset ? null : load(offset);
            if (loaded != null) {
                return loaded;
            }
            delete(offset);
        }
        return new Loaded(0, new ProducerStates());
    }

    private @Nullable Loaded load(long offset) throws IOException {
        try {
            return new Loaded(offset, ProducerStates.decode(file(offset).read().orElseThrow()));
        } catch (BrokenFile | IllegalArgumentException broken) {
            LOG.warn("producer snapshot at offset {} in {} is passed over: {}", offset, directory, broken.getMessage());
            return null;
        }
    }

    private List<Long> offsets() throws IOException {
        List<Long> offsets = new ArrayList<>();
        for (Path file : disk.list(directory)) {
            long offset = SegmentFiles.offsetOf(file, SUFFIX);
            if (offset >= 0) {
                offsets.add(offset);
            }
        }
        return offsets;
    }

    private void delete(long offset) throws IOException {
        disk.delete(path(offset));
    }

    private CheckpointFile file(long offset) {
        return new CheckpointFile(disk, path(offset));
    }

    private Path path(long offset) {
        return directory.resolve(SegmentFiles.digits(offset) + SUFFIX);
    }

    /** State of the producers as of an offset. */
    record Loaded(long offset, ProducerStates states) {}
}
