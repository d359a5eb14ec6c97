package dev.millrace.benchmarks.store;

import java.util.List;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The task around a store, of either library: takes its changes and throws them away, commits when told.
 *
 * <p><em>Confined to the benchmark's thread.</em>
 */
public interface StoreTask extends AutoCloseable {

    /** The library's context for a store, to be cast to its type. */
    Object context();

    /** Does what a commit of a task does to its store. */
    void commit();

    /** Hands records of the changelog to the store, as when it is restored. */
    void restore(List<ConsumerRecord<byte[], byte[]>> records);

    /** Closes the store and what it stands on. */
    @Override
    void close();
}
