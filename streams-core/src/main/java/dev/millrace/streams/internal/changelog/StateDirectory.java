package dev.millrace.streams.internal.changelog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.streams.errors.ProcessorStateException;
import dev.millrace.streams.errors.TaskIdFormatException;
import dev.millrace.streams.processor.TaskId;

import static java.util.Objects.requireNonNull;

/**
 * Where an instance keeps local state, and which of its tasks is open:
 *
 * <pre>
 * &lt;state.dir&gt;/&lt;application.id&gt;/.lock                 held by the process that uses the directory
 * &lt;state.dir&gt;/&lt;application.id&gt;/.millrace-process     identity of the instance, kept across restarts
 * &lt;state.dir&gt;/&lt;application.id&gt;/0_3/                  state of task 0_3
 * &lt;state.dir&gt;/&lt;application.id&gt;/global/               global stores
 * </pre>
 *
 * <p>A directory belongs to one process at a time. Inside the process a task's directory is locked by whoever has its
 * stores open, so that a task which moves between threads is closed by one before the next opens it. An instance
 * without persistent stores touches no file.
 *
 * <p><i>Thread-safe:</i> table and files change under one private lock, which is never held while calling out.
 */
public final class StateDirectory implements AutoCloseable {
    /** Stands for what fills global stores, which is not a task of any sub-topology. */
    public static final TaskId GLOBAL = new TaskId(-1, -1);

    private static final String GLOBAL_NAME = "global";
    private static final Logger LOG = LoggerFactory.getLogger(StateDirectory.class);

    private final Path directory;
    private final boolean persistent;
    private final Time time;
    private final Map<TaskId, Object> owners = new HashMap<>();
    private @Nullable ProcessLock processLock;

    /**
     * A directory not yet used: nothing is created before {@link #open()}.
     *
     * @param stateDir value of {@code state.dir}
     * @param persistent whether the topology has stores that survive a restart
     */
    public StateDirectory(Path stateDir, String applicationId, boolean persistent, Time time) {
        this.directory = stateDir.resolve(requireNonNull(applicationId, "applicationId"));
        this.persistent = persistent;
        this.time = requireNonNull(time, "time");
    }

    /**
     * Takes the directory for this process.
     *
     * @return identity of the instance: the same after a restart on this directory; a new one without persistent stores
     * @throws dev.millrace.streams.errors.StreamsException if another instance uses the directory
     * @throws ProcessorStateException if it cannot be created or read
     */
    public synchronized UUID open() {
        if (!persistent) {
            return UUID.randomUUID();
        }
        if (processLock == null) {
            createDirectory(directory);
            processLock = ProcessLock.acquire(directory);
        }
        return new ProcessIdFile(directory).readOrCreate();
    }

    /** Directory of {@code task}; created if there are persistent stores. */
    public Path taskDirectory(TaskId task) {
        Path taskDirectory = pathOf(task);
        if (persistent) {
            createDirectory(taskDirectory);
        }
        return taskDirectory;
    }

    /**
     * Locks the directory of {@code task}.
     *
     * @param owner compared by identity; locking again what one has is granted
     * @return false if another owner has it
     */
    public synchronized boolean tryLock(TaskId task, Object owner) {
        Object holder = owners.putIfAbsent(task, requireNonNull(owner, "owner"));
        return holder == null || holder == owner;
    }

    /** Gives back what {@code owner} locked; nothing happens if it does not hold the lock. */
    public synchronized void unlock(TaskId task, Object owner) {
        if (owners.get(task) != owner) {
            return;
        }
        owners.remove(task);
        Path taskDirectory = pathOf(task);
        try {
            if (Files.exists(taskDirectory)) {
                Files.setLastModifiedTime(taskDirectory, FileTime.fromMillis(time.milliseconds()));
            }
        } catch (IOException harmless) {
            LOG.debug("Cannot mark {} as just used: it may be cleaned up early", taskDirectory, harmless);
        }
    }

    /**
     * How much state is here: for each task with a directory the sum of its changelog offsets, 0 where that is not
     * written down. Reads small files, opens no store.
     *
     * @param counted which changelogs count, by topic
     */
    public Map<TaskId, Long> offsetSums(Predicate<String> counted) {
        Map<TaskId, Long> sums = new TreeMap<>();
        for (TaskId task : taskDirectories()) {
            Map<TopicPartition, Long> offsets = new StoreOffsets(pathOf(task)).read();
            offsets.keySet().removeIf(partition -> !counted.test(partition.topic()));
            sums.put(task, offsets.values().stream().mapToLong(Long::longValue).sum());
        }
        return sums;
    }

    /** Tasks that have a directory, open or not, in order. */
    public List<TaskId> taskDirectories() {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(Files::isDirectory)
                    .flatMap(entry -> taskNamed(entry.getFileName().toString()).stream())
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new ProcessorStateException("Cannot list the state directory " + directory, unreadable);
        }
    }

    /** Deletes the content of {@code task}'s directory; the caller holds its lock and has closed its stores. */
    public void wipe(TaskId task) {
        deleteTree(pathOf(task));
    }

    /** Deletes the directories of tasks that have not been open here for {@code delayMs}. */
    public synchronized void deleteObsolete(long delayMs) {
        long nowMs = time.milliseconds();
        for (TaskId task : taskDirectories()) {
            Path taskDirectory = pathOf(task);
            if (!owners.containsKey(task) && nowMs - lastUsedMs(taskDirectory) > delayMs) {
                LOG.info("Deleting {}: not used for more than {} ms", taskDirectory, delayMs);
                deleteTree(taskDirectory);
            }
        }
    }

    /**
     * Deletes all local state of the application that is not open, and its directory if that leaves it empty.
     *
     * @throws dev.millrace.streams.errors.StreamsException if another process uses the directory
     */
    public synchronized void deleteAll() {
        if (!Files.isDirectory(directory)) {
            return;
        }
        boolean lockedHere = processLock == null;
        if (lockedHere) {
            processLock = ProcessLock.acquire(directory);
        }
        try {
            Stream.concat(taskDirectories().stream(), Stream.of(GLOBAL))
                    .filter(task -> !owners.containsKey(task))
                    .forEach(this::wipe);
            new ProcessIdFile(directory).delete();
        } finally {
            if (lockedHere) {
                close();
                deleteIfEmpty();
            }
        }
    }

    /** Gives the directory back; may be called again. */
    @Override
    public synchronized void close() {
        if (processLock != null) {
            processLock.close();
            processLock = null;
        }
    }

    private Path pathOf(TaskId task) {
        return directory.resolve(task.equals(GLOBAL) ? GLOBAL_NAME : task.toString());
    }

    private void deleteIfEmpty() {
        try (Stream<Path> entries = Files.list(directory)) {
            if (entries.allMatch(entry -> entry.endsWith(ProcessLock.FILE_NAME))) {
                deleteTree(directory);
            }
        } catch (IOException unreadable) {
            throw new ProcessorStateException("Cannot list the state directory " + directory, unreadable);
        }
    }

    private static long lastUsedMs(Path taskDirectory) {
        try {
            return Files.getLastModifiedTime(taskDirectory).toMillis();
        } catch (IOException goneOrUnreadable) {
            return Long.MAX_VALUE;
        }
    }

    private static Optional<TaskId> taskNamed(String name) {
        try {
            return Optional.of(TaskId.parse(name));
        } catch (TaskIdFormatException notOurs) {
            return Optional.empty();
        }
    }

    private static void createDirectory(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException notCreated) {
            throw new ProcessorStateException("Cannot create the state directory " + directory, notCreated);
        }
    }

    private static void deleteTree(Path root) {
        try {
            if (Files.isDirectory(root)) {
                Utils.delete(root.toFile());
            }
        } catch (IOException notDeleted) {
            throw new ProcessorStateException("Cannot delete " + root, notDeleted);
        }
    }
}
