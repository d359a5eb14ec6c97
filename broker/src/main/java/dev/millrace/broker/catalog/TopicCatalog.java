package dev.millrace.broker.catalog;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.broker.io.BrokenFile;
import dev.millrace.broker.io.CheckpointFile;
import dev.millrace.broker.io.DirectoryLock;
import dev.millrace.broker.io.Disk;
import dev.millrace.broker.log.LogEnvironment;
import dev.millrace.broker.log.PartitionLog;
import dev.millrace.broker.log.Upkeep;
import dev.millrace.broker.log.UpkeepStep;
import dev.millrace.broker.settings.LogSettings;

/**
 * The topics of a data directory and their logs; a change is on disk before the call returns.
 *
 * <p><em>Thread-safe: changes hold the object's monitor and wait for the disk; look-ups read concurrent maps.</em>
 */
public final class TopicCatalog implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(TopicCatalog.class);
    private static final int UUID_BYTES = 2 * Long.BYTES;

    private final DirectoryLock lock;
    private final Map<String, String> defaults;
    private final Uuid clusterId;
    private final ProducerIds producerIds;
    private final TopicDirectories directories;
    private final LogEnvironment environment;
    private final DeletedTopics deleted;
    private final TopicIndex index = new TopicIndex();
    private boolean closed;

    private TopicCatalog(
            DirectoryLock lock,
            Map<String, String> defaults,
            Uuid clusterId,
            ProducerIds producerIds,
            TopicDirectories directories,
            LogEnvironment environment) {
        this.lock = lock;
        this.defaults = defaults;
        this.clusterId = clusterId;
        this.producerIds = producerIds;
        this.directories = directories;
        this.environment = environment;
        this.deleted = new DeletedTopics(directories);
    }

    /**
     * Takes possession of a data directory, loads its topics and recovers their logs.
     *
     * @param dataDirectory made if missing
     * @param defaults topic configurations by name that hold unless a topic says otherwise
     * @param environment what all logs share; its time stamps appends and ages segments
     * @return the catalog, ready
     * @throws IOException if the directory is in use, cannot be written, or a file that must be believed is broken
     */
    public static TopicCatalog open(Path dataDirectory, Map<String, String> defaults, LogEnvironment environment)
            throws IOException {
        Disk disk = environment.disk();
        disk.createDirectories(dataDirectory);
        DirectoryLock lock = DirectoryLock.take(disk, dataDirectory);
        try {
            TopicCatalog catalog = new TopicCatalog(
                    lock,
                    Map.copyOf(defaults),
                    readClusterId(disk, dataDirectory.resolve("cluster")),
                    ProducerIds.open(new CheckpointFile(disk, dataDirectory.resolve("producer-ids"))),
                    new TopicDirectories(disk, dataDirectory.resolve("topics")),
                    environment);
            catalog.load();
            return catalog;
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static Uuid readClusterId(Disk disk, Path path) throws IOException {
        CheckpointFile file = new CheckpointFile(disk, path);
        Optional<byte[]> content = file.read();
        if (content.isEmpty()) {
            Uuid made = Uuid.randomUuid();
            file.write(ByteBuffer.allocate(UUID_BYTES)
                    .putLong(made.getMostSignificantBits())
                    .putLong(made.getLeastSignificantBits())
                    .array());
            return made;
        }
        if (content.get().length != UUID_BYTES) {
            throw new BrokenFile(path, content.get().length + " bytes are no cluster id");
        }
        ByteBuffer bytes = ByteBuffer.wrap(content.get());
        return new Uuid(bytes.getLong(), bytes.getLong());
    }

    private void load() throws IOException {
        try {
            for (Topic topic : directories.load()) {
                index.put(open(topic, List.of()));
            }
        } catch (IOException | RuntimeException e) {
            allLogs().forEach(PartitionLog::close);
            throw e;
        }
    }

    /** Returns the identity of this data directory, made once. */
    public Uuid clusterId() {
        return clusterId;
    }

    /** Returns the producer ids of this data directory. */
    public ProducerIds producerIds() {
        return producerIds;
    }

    /** Returns the topic configurations that hold unless a topic says otherwise, where they differ from the usual. */
    public Map<String, String> defaults() {
        return defaults;
    }

    /** Returns the background work on logs and deleted topics; one thread offers it the time every second or so. */
    public UpkeepStep upkeep() {
        Upkeep logs = new Upkeep(this::allLogs);
        return nowMs -> logs.run(nowMs) + deleted.run(nowMs);
    }

    /** Returns the logs of all partitions, in no order. */
    public Collection<PartitionLog> allLogs() {
        List<PartitionLog> all = new ArrayList<>();
        for (TopicLogs topic : index.all()) {
            all.addAll(topic.logs());
        }
        return all;
    }

    /** Returns the topic of a name, if there is one. */
    public Optional<Topic> topic(String name) {
        return topic(index.get(name));
    }

    /** Returns the topic of an id, if there is one. */
    public Optional<Topic> topic(Uuid id) {
        return topic(index.get(id));
    }

    private static Optional<Topic> topic(@Nullable TopicLogs found) {
        return found == null ? Optional.empty() : Optional.of(found.topic());
    }

    /** Returns a number that grows whenever a topic is made, deleted, given partitions or configured. */
    public long version() {
        return index.version();
    }

    /** Returns all topics, in no order. */
    public Collection<Topic> topics() {
        return index.all().stream().map(TopicLogs::topic).toList();
    }

    /**
     * Returns the log of a partition.
     *
     * @param topic a topic of this catalog
     * @param partition number of the partition, from 0
     * @return its log, open
     * @throws IllegalArgumentException if the topic is gone or has no such partition
     */
    public PartitionLog log(Topic topic, int partition) {
        TopicLogs found = index.get(topic.id());
        if (found == null || partition < 0 || partition >= found.logs().size()) {
            throw new IllegalArgumentException("no partition " + partition + " of topic " + topic.name());
        }
        return found.logs().get(partition);
    }

    /**
     * Says whether a topic could be made; returns normally if so.
     *
     * @param name its name
     * @param partitions how many partitions
     * @param config configuration overrides
     * @throws CatalogRejected if not
     */
    public void validate(String name, int partitions, Map<String, String> config) {
        TopicRules.checkName(name);
        if (index.get(name) != null) {
            throw new CatalogRejected(Errors.TOPIC_ALREADY_EXISTS, "topic " + name + " exists already");
        }
        TopicRules.checkPartitions(partitions);
        TopicRules.readConfig(defaults, config);
    }

    /**
     * Makes a topic.
     *
     * @param name its name
     * @param partitions how many partitions
     * @param config configuration overrides
     * @return the topic, with its logs open
     * @throws CatalogRejected if the name, the count or the configuration is refused, or the disk fails
     */
    public synchronized Topic create(String name, int partitions, Map<String, String> config) {
        validate(name, partitions, config);
        Topic topic = new Topic(name, Uuid.randomUuid(), partitions, config);
        try {
            directories.create(topic);
            index.put(open(topic, List.of()));
        } catch (IOException e) {
            throw diskFailed("topic " + name + " cannot be made", e);
        }
        return topic;
    }

    /**
     * Deletes a topic and its records.
     *
     * @param name its name
     * @throws CatalogRejected if there is no such topic, or the disk fails
     */
    public synchronized void delete(String name) {
        TopicLogs found = existing(name);
        try {
            Path files = directories.delete(found.topic());
            index.remove(found);
            found.logs().forEach(PartitionLog::retire);
            long delayMs = found.logs().get(0).settings().retention().fileDeleteDelayMs();
            deleted.add(found.logs(), files, environment.time().milliseconds() + delayMs);
        } catch (IOException e) {
            throw diskFailed("topic " + name + " cannot be deleted", e);
        }
    }

    /**
     * Adds partitions to a topic.
     *
     * @param name its name
     * @param total how many partitions it is to have, more than now
     * @return the topic as it is now
     * @throws CatalogRejected if there is no such topic, the count does not grow, or the disk fails
     */
    public synchronized Topic addPartitions(String name, int total) {
        TopicLogs found = existing(name);
        TopicRules.checkPartitions(total);
        int now = found.topic().partitionCount();
        if (total <= now) {
            throw new CatalogRejected(
                    Errors.INVALID_PARTITIONS,
                    "topic " + name + " has " + now + " partitions and cannot have " + total);
        }
        Topic grown = found.topic().withPartitions(total);
        try {
            directories.grow(found.topic(), grown);
            index.put(open(grown, found.logs()));
        } catch (IOException e) {
            throw diskFailed("topic " + name + " cannot be given " + total + " partitions", e);
        }
        return grown;
    }

    /**
     * Says whether a topic could be configured so; returns normally if so.
     *
     * @param name its name
     * @param config all its overrides from then on
     * @throws CatalogRejected if not
     */
    public void validateConfig(String name, Map<String, String> config) {
        existing(name);
        TopicRules.readConfig(defaults, config);
    }

    /**
     * Configures a topic anew; its logs follow from the next append on.
     *
     * @param name its name
     * @param config all its overrides from now on
     * @return the topic as it is now
     * @throws CatalogRejected if there is no such topic, the configuration is refused, or the disk fails
     */
    public synchronized Topic configure(String name, Map<String, String> config) {
        TopicLogs found = existing(name);
        LogSettings settings = TopicRules.readConfig(defaults, config);
        Topic changed = found.topic().withConfig(config);
        try {
            directories.describe(changed);
        } catch (IOException e) {
            throw diskFailed("topic " + name + " cannot be configured", e);
        }
        index.put(new TopicLogs(changed, found.logs()));
        found.logs().forEach(log -> log.reconfigure(settings));
        return changed;
    }

    private TopicLogs open(Topic topic, List<PartitionLog> open) throws IOException {
        LogSettings settings = TopicRules.readConfig(defaults, topic.config());
        return TopicLogs.open(topic, settings, open, directories, environment);
    }

    private TopicLogs existing(String name) {
        TopicLogs found = index.get(name);
        if (found == null) {
            throw new CatalogRejected(Errors.UNKNOWN_TOPIC_OR_PARTITION, "there is no topic " + name);
        }
        return found;
    }

    private static CatalogRejected diskFailed(String what, IOException e) {
        LOG.error(what, e);
        return new CatalogRejected(Errors.KAFKA_STORAGE_ERROR, what + ": " + e.getMessage());
    }

    /** Syncs and closes every log, then gives the directory back. */
    @Override
    public synchronized void close() throws IOException {
        if (!closed) {
            closed = true;
            allLogs().forEach(PartitionLog::close);
            deleted.run(Long.MAX_VALUE);
            lock.close();
        }
    }
}
