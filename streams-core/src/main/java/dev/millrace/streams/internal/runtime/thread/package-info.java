/**
 * The stream thread: owns a consumer, an output and the tasks assigned to it, and makes one step after another.
 *
 * <p>Comes in: records and rebalances from {@code consumer.poll}; commands in the mailbox, from the application and
 * from the restorer that hands tasks back. Goes out: records to tasks, offsets to the group, tasks to the restorer;
 * each change of state to a listener.
 *
 * <p>A new task is built, its stores are opened, it goes to the restorer and comes back, its processors are
 * initialised, it runs. Its partitions are paused until then; all others go on. Thread: the stream thread itself,
 * except where a type says that any thread may call.
 */
@NullMarked
package dev.millrace.streams.internal.runtime.thread;

import org.jspecify.annotations.NullMarked;
