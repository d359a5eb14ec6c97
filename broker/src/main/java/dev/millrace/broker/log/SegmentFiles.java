package dev.millrace.broker.log;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import dev.millrace.broker.io.CheckpointFile;
import dev.millrace.broker.io.Disk;

/**
 * The names of a segment's files: twenty digits of its base offset, then {@code .log} for the batches and
 * {@code .index} for the {@link SegmentIndex}. A dropped segment's files have {@code .deleted} after that until nobody
 * can read them any more.
 *
 * @param disk where they lie
 * @param directory of the partition
 * @param baseOffset of the segment
 */
record SegmentFiles(Disk disk, Path directory, long baseOffset) {

    static final String LOG = ".log";
    static final String INDEX = ".index";
    static final String DELETED = ".deleted";

    /** Returns twenty digits, so that names sort as offsets do. */
    static String digits(long offset) {
        return String.format("%020d", offset);
    }

    /** Returns the offset that a file's name begins with; -1 if it does not end so or does not begin with digits. */
    static long offsetOf(Path file, String suffix) {
        String name = file.getFileName().toString();
        String digits = name.endsWith(suffix) ? name.substring(0, name.length() - suffix.length()) : "";
        return digits.length() == 20 && digits.chars().allMatch(Character::isDigit) ? parse(digits) : -1;
    }

    private static long parse(String digits) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException beyondLong) {
            return -1;
        }
    }

    Path log() {
        return directory.resolve(digits(baseOffset) + LOG);
    }

    Path index() {
        return directory.resolve(digits(baseOffset) + INDEX);
    }

    CheckpointFile indexCheckpoint() {
        return new CheckpointFile(disk, index());
    }

    FileChannel openLog() throws IOException {
        return disk.open(log(), StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
    }

    FileChannel openIndex() throws IOException {
        return disk.open(index(), StandardOpenOption.READ);
    }

    /** Takes the segment out of the log for good; its bytes can be read by those who have it open. */
    void markDeleted() throws IOException {
        disk.move(log(), deleted(log()));
        disk.delete(index());
    }

    void deleteMarked() throws IOException {
        disk.delete(deleted(log()));
    }

    private static Path deleted(Path file) {
        return file.resolveSibling(file.getFileName() + DELETED);
    }
}
