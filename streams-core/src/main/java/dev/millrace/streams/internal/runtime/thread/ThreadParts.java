package dev.millrace.streams.internal.runtime.thread;

import org.apache.kafka.common.utils.Time;

import dev.millrace.streams.internal.changelog.Restorer;
import dev.millrace.streams.internal.changelog.StateDirectory;
import dev.millrace.streams.internal.spi.HeapBudget;

/**
 * What a stream thread works with, besides its own consumer and output.
 *
 * @param inputs what the application reads
 * @param resets where partitions without offset are read from
 * @param tasks makes the thread's tasks
 * @param standbys makes its copies of tasks that run elsewhere
 * @param restorer restores them; shared by all threads of the instance
 * @param directory local state; shared by all threads of the instance
 * @param uncommitted what the stores of the thread's tasks keep in the heap until a commit
 * @param pause shared by all threads of the instance
 */
public record ThreadParts(
        InputTopics inputs,
        OffsetResets resets,
        TaskSource tasks,
        StandbySource standbys,
        Restorer restorer,
        StateDirectory directory,
        HeapBudget uncommitted,
        LoopSettings loop,
        PauseSwitch pause,
        Time time) {}
