package dev.millrace.broker.catalog;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

import dev.millrace.broker.log.GroupCommit;
import dev.millrace.broker.log.PartitionLog;
import dev.millrace.broker.log.Upkeep;

/** The topics of a data directory and their logs; a change is on disk before the call returns. */
public final class TopicCatalog implements Closeable {

    private TopicCatalog() {}

    /**
     * Takes possession of a data directory, loads its topics and recovers their logs.
     *
     * @param dataDirectory made if missing
     * @param groupCommit syncs the logs
     * @param time stamps appends, ages segments
     * @return the catalog, ready
     * @throws IOException if the directory is in use, cannot be written, or a topic's description is broken
     */
    public static TopicCatalog open(Path dataDirectory, GroupCommit groupCommit, Time time) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** Returns the identity of this data directory, made once. */
    public Uuid clusterId() {
        throw new UnsupportedOperationException();
    }

    /** Returns the producer ids of this data directory. */
    public ProducerIds producerIds() {
        throw new UnsupportedOperationException();
    }

    /** Returns the background work on the logs of this catalog, to be stepped by one thread. */
    public Upkeep upkeep() {
        throw new UnsupportedOperationException();
    }

    /**
     * Looks a topic up by name.
     *
     * @param name its name
     * @return the topic, if there is one
     */
    public Optional<Topic> topic(String name) {
        throw new UnsupportedOperationException();
    }

    /**
     * Looks a topic up by its id.
     *
     * @param id its id
     * @return the topic, if there is one
     */
    public Optional<Topic> topic(Uuid id) {
        throw new UnsupportedOperationException();
    }

    /** Returns all topics, in no order. */
    public Collection<Topic> topics() {
        throw new UnsupportedOperationException();
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
        throw new UnsupportedOperationException();
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
    public Topic create(String name, int partitions, Map<String, String> config) {
        throw new UnsupportedOperationException();
    }

    /**
     * Deletes a topic and its records.
     *
     * @param name its name
     * @throws CatalogRejected if there is no such topic, or the disk fails
     */
    public void delete(String name) {
        throw new UnsupportedOperationException();
    }

    /**
     * Adds partitions to a topic.
     *
     * @param name its name
     * @param total how many partitions it is to have, more than now
     * @return the topic as it is now
     * @throws CatalogRejected if there is no such topic, the count does not grow, or the disk fails
     */
    public Topic addPartitions(String name, int total) {
        throw new UnsupportedOperationException();
    }

    /**
     * Returns the log of a partition.
     *
     * @param topic a topic of this catalog
     * @param partition number of the partition, from 0
     * @throws IllegalArgumentException if the topic is gone or has no such partition
     */
    public PartitionLog log(Topic topic, int partition) {
        throw new UnsupportedOperationException();
    }

    /** Syncs and closes every log, then gives the directory back. */
    @Override
    public void close() throws IOException {
        throw new UnsupportedOperationException();
    }
}
