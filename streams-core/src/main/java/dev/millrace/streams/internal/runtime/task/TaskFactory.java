package dev.millrace.streams.internal.runtime.task;

import java.util.Set;

import org.apache.kafka.common.TopicPartition;

import dev.millrace.streams.StreamsConfig;
import dev.millrace.streams.internal.settings.RuntimeSettings;
import dev.millrace.streams.internal.topology.TopologyPlan;
import dev.millrace.streams.processor.TaskId;

import static java.util.Objects.requireNonNull;

/** Makes the tasks of one stream thread. <i>Confined to the stream thread.</i> */
public final class TaskFactory {
    private final TopologyPlan plan;
    private final StreamsConfig config;
    private final RuntimeSettings settings;
    private final TaskResources resources;

    /**
     * A factory for tasks of {@code plan}.
     *
     * @param config makes serdes, extractors and handlers, new ones for each task
     * @param settings what the plan was made with, read from {@code config}
     */
    public TaskFactory(TopologyPlan plan, StreamsConfig config, RuntimeSettings settings, TaskResources resources) {
        this.plan = requireNonNull(plan, "plan");
        this.config = requireNonNull(config, "config");
        this.settings = requireNonNull(settings, "settings");
        this.resources = requireNonNull(resources, "resources");
    }

    /**
     * A new task, which holds nothing yet.
     *
     * @param partitions what it reads
     * @throws dev.millrace.streams.errors.StreamsException if a source, sink or processor cannot be made
     */
    public StreamTask create(TaskId id, Set<TopicPartition> partitions) {
        return assembly(id, partitions).assemble();
    }

    /** A new copy of a task that runs elsewhere, which holds nothing yet. */
    public StandbyTask createStandby(TaskId id) {
        return assembly(id, Set.of()).assembleStandby();
    }

    private TaskAssembly assembly(TaskId id, Set<TopicPartition> partitions) {
        return new TaskAssembly(id, plan.subtopology(id.subtopology()), config, settings, resources, partitions);
    }
}
