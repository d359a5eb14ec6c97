package dev.millrace.streams.internal.runtime.task;

import java.util.Map;

import org.apache.kafka.common.utils.Time;

import dev.millrace.streams.internal.changelog.StateDirectory;
import dev.millrace.streams.internal.metrics.Sensors;
import dev.millrace.streams.internal.output.RecordOutput;
import dev.millrace.streams.internal.runtime.input.PartitionLags;
import dev.millrace.streams.internal.spi.StoreBudget;
import dev.millrace.streams.processor.StateStore;

import static java.util.Objects.requireNonNull;

/**
 * What the tasks of one stream thread share.
 *
 * @param output all their writes go through it; they do not close it
 * @param budget memory their stores may take together
 * @param lags what the thread's consumer knows about records not fetched yet
 * @param directory local state of the instance
 * @param globalStores stores that every task may read, by name
 * @param time the clock
 * @param metrics sensors of the instance
 */
public record TaskResources(
        RecordOutput output,
        StoreBudget budget,
        PartitionLags lags,
        StateDirectory directory,
        Map<String, StateStore> globalStores,
        Time time,
        Sensors metrics) {
    /** Checks that all is there. */
    public TaskResources {
        requireNonNull(output, "output");
        requireNonNull(budget, "budget");
        requireNonNull(lags, "lags");
        requireNonNull(directory, "directory");
        globalStores = Map.copyOf(globalStores);
        requireNonNull(time, "time");
        requireNonNull(metrics, "metrics");
    }
}
