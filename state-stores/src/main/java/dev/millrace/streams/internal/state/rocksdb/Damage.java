package dev.millrace.streams.internal.state.rocksdb;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.apache.kafka.common.utils.Utils;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.streams.errors.ProcessorStateException;

/**
 * Files of a database that do not say what was written: RocksDB tells by its checksums, or misses a file that another
 * one names. Such a database is not repaired but set aside, for whoever wants to look at it, and a new one begun, which
 * is restored from the changelogs.
 */
final class Damage {
    private static final String ASIDE = ".damaged";
    private static final Logger LOG = LoggerFactory.getLogger(Damage.class);

    private Damage() {}

    /** Whether {@code error} speaks of damage, and not of a full disk, a lock or a wrong option. */
    static boolean shownBy(RocksDBException error) {
        Status status = error.getStatus();
        if (status == null) {
            return false;
        }
        return status.getCode() == Status.Code.Corruption || missesFile(status);
    }

    private static boolean missesFile(Status status) {
        String state = status.getState();
        return status.getCode() == Status.Code.IOError && state != null && state.contains("No such file");
    }

    /** Whether there is a database in {@code folder}. */
    static boolean possibleIn(File folder) {
        return new File(folder, "CURRENT").exists();
    }

    /**
     * Moves {@code folder} out of the way; one that was set aside before is deleted.
     *
     * @throws ProcessorStateException if it cannot be moved
     */
    static void setAside(File folder, String reason) {
        Path aside = Path.of(folder.getPath() + ASIDE);
        LOG.error(
                "The database in {} is damaged and set aside as {}; its stores are restored from their changelogs: {}",
                folder,
                aside.getFileName(),
                reason);
        try {
            Utils.delete(aside.toFile());
            Files.move(folder.toPath(), aside);
        } catch (IOException e) {
            throw new ProcessorStateException("The damaged database in " + folder + " cannot be set aside", e);
        }
    }
}
