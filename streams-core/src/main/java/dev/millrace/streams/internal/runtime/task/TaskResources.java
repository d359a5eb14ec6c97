package dev.millrace.streams.internal.runtime.task;

import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.utils.Time;

import dev.millrace.streams.internal.changelog.StateDirectory;
import dev.millrace.streams.internal.runtime.input.PartitionLags;
import dev.millrace.streams.internal.spi.StoreBudget;

import static java.util.Objects.requireNonNull;

/**
 * What the tasks of one stream thread share.
 *
 * @param producer all their writes go through it; they do not close it
 * @param budget memory their stores may take together
 * @param lags what the thread's consumer knows about records not fetched yet
 * @param directory local state of the instance
 * @param time the clock
 */
public record TaskResources(
        Producer<byte[], byte[]> producer,
        StoreBudget budget,
        PartitionLags lags,
        StateDirectory directory,
        Time time) {
    /** Checks that all is there. */
    public TaskResources {
        requireNonNull(producer, "producer");
        requireNonNull(budget, "budget");
        requireNonNull(lags, "lags");
        requireNonNull(directory, "directory");
        requireNonNull(time, "time");
    }
}
