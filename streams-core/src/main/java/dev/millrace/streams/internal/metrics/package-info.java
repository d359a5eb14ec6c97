/**
 * The metrics of an instance: sensors that the application adds, and counts of what its tasks do.
 *
 * <p>Comes in: sensors by {@code StreamsMetrics}; one call per counted event, from the thread that owns the task. Goes
 * out: one registry, to whoever asks and to the reporters of the configuration. A task's counts are plain fields, which
 * the registry reads when it is read itself, so it is nowhere on the path of a record. Thread: any adds, removes and
 * reads; the owner of a task counts, and a total read elsewhere may lag behind.
 */
@NullMarked
package dev.millrace.streams.internal.metrics;

import org.jspecify.annotations.NullMarked;
