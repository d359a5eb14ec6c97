package dev.millrace.streams.processor.assignment;

import java.util.List;
import java.util.OptionalInt;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.StreamsConfig;

/**
 * The settings that are about the placement of tasks. <i>Immutable</i>, as far as the list of tags that it is made with
 * does not change.
 */
public class AssignmentConfigs {
    private final long acceptableRecoveryLag;
    private final int maxWarmupReplicas;
    private final int numStandbyReplicas;
    private final long probingRebalanceIntervalMs;
    private final List<String> rackAwareAssignmentTags;
    private final OptionalInt rackAwareTrafficCost;
    private final OptionalInt rackAwareNonOverlapCost;
    private final String rackAwareAssignmentStrategy;

    /**
     * Settings with costs that may be left to the assignor.
     *
     * @param acceptableRecoveryLag changelog records an instance may be behind and still run a task, at least 0
     * @param maxWarmupReplicas copies at most that exist only until they have caught up, at least 1
     * @param numStandbyReplicas copies of each task with state
     * @param probingRebalanceIntervalMs milliseconds until the placement is looked at again while copies catch up
     * @param rackAwareAssignmentTags keys of client tags that copies of a task should differ in, at most five
     * @param rackAwareTrafficCost what it costs that a task reads a partition from another rack; null counts as empty
     * @param rackAwareNonOverlapCost what it costs that a task moves; null counts as empty
     * @param rackAwareAssignmentStrategy one of the values of {@code rack.aware.assignment.strategy}
     * @throws org.apache.kafka.common.config.ConfigException if a value is not allowed for the setting it stands for
     */
    public AssignmentConfigs(
            long acceptableRecoveryLag,
            int maxWarmupReplicas,
            int numStandbyReplicas,
            long probingRebalanceIntervalMs,
            List<String> rackAwareAssignmentTags,
            @Nullable OptionalInt rackAwareTrafficCost,
            @Nullable OptionalInt rackAwareNonOverlapCost,
            String rackAwareAssignmentStrategy) {
        this.acceptableRecoveryLag = valid(StreamsConfig.ACCEPTABLE_RECOVERY_LAG_CONFIG, acceptableRecoveryLag);
        this.maxWarmupReplicas = valid(StreamsConfig.MAX_WARMUP_REPLICAS_CONFIG, maxWarmupReplicas);
        this.numStandbyReplicas = valid(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, numStandbyReplicas);
        this.probingRebalanceIntervalMs =
                valid(StreamsConfig.PROBING_REBALANCE_INTERVAL_MS_CONFIG, probingRebalanceIntervalMs);
        this.rackAwareAssignmentTags = valid(StreamsConfig.RACK_AWARE_ASSIGNMENT_TAGS_CONFIG, rackAwareAssignmentTags);
        this.rackAwareTrafficCost = rackAwareTrafficCost == null ? OptionalInt.empty() : rackAwareTrafficCost;
        this.rackAwareNonOverlapCost = rackAwareNonOverlapCost == null ? OptionalInt.empty() : rackAwareNonOverlapCost;
        this.rackAwareAssignmentStrategy =
                valid(StreamsConfig.RACK_AWARE_ASSIGNMENT_STRATEGY_CONFIG, rackAwareAssignmentStrategy);
    }

    /** The same with both costs given. */
    public AssignmentConfigs(
            long acceptableRecoveryLag,
            int maxWarmupReplicas,
            int numStandbyReplicas,
            long probingRebalanceIntervalMs,
            List<String> rackAwareAssignmentTags,
            int rackAwareTrafficCost,
            int rackAwareNonOverlapCost,
            String rackAwareAssignmentStrategy) {
        this(
                acceptableRecoveryLag,
                maxWarmupReplicas,
                numStandbyReplicas,
                probingRebalanceIntervalMs,
                rackAwareAssignmentTags,
                OptionalInt.of(rackAwareTrafficCost),
                OptionalInt.of(rackAwareNonOverlapCost),
                rackAwareAssignmentStrategy);
    }

    /** The same without regard to racks. */
    public AssignmentConfigs(
            Long acceptableRecoveryLag,
            Integer maxWarmupReplicas,
            Integer numStandbyReplicas,
            Long probingRebalanceIntervalMs,
            List<String> rackAwareAssignmentTags) {
        this(
                acceptableRecoveryLag,
                maxWarmupReplicas,
                numStandbyReplicas,
                probingRebalanceIntervalMs,
                rackAwareAssignmentTags,
                OptionalInt.empty(),
                OptionalInt.empty(),
                StreamsConfig.RACK_AWARE_ASSIGNMENT_STRATEGY_NONE);
    }

    /** Reads them from the settings of an application. */
    public static AssignmentConfigs of(StreamsConfig configs) {
        return new AssignmentConfigs(
                configs.getLong(StreamsConfig.ACCEPTABLE_RECOVERY_LAG_CONFIG),
                configs.getInt(StreamsConfig.MAX_WARMUP_REPLICAS_CONFIG),
                configs.getInt(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG),
                configs.getLong(StreamsConfig.PROBING_REBALANCE_INTERVAL_MS_CONFIG),
                configs.getList(StreamsConfig.RACK_AWARE_ASSIGNMENT_TAGS_CONFIG),
                optional(configs.getInt(StreamsConfig.RACK_AWARE_ASSIGNMENT_TRAFFIC_COST_CONFIG)),
                optional(configs.getInt(StreamsConfig.RACK_AWARE_ASSIGNMENT_NON_OVERLAP_COST_CONFIG)),
                configs.getString(StreamsConfig.RACK_AWARE_ASSIGNMENT_STRATEGY_CONFIG));
    }

    private static OptionalInt optional(@Nullable Integer value) {
        return value == null ? OptionalInt.empty() : OptionalInt.of(value);
    }

    /** Records an instance may be behind in the changelogs of a task and still run it. */
    public long acceptableRecoveryLag() {
        return acceptableRecoveryLag;
    }

    /** Copies at most, in the whole application, that only warm up for a move. */
    public int maxWarmupReplicas() {
        return maxWarmupReplicas;
    }

    /** Copies of each task with state. */
    public int numStandbyReplicas() {
        return numStandbyReplicas;
    }

    /** Milliseconds until the placement is looked at again while copies warm up. */
    public long probingRebalanceIntervalMs() {
        return probingRebalanceIntervalMs;
    }

    /** Keys of client tags that the copies of a task should differ in. */
    public List<String> rackAwareAssignmentTags() {
        return rackAwareAssignmentTags;
    }

    /** What it costs that a task reads a partition from another rack; empty leaves it to the assignor. */
    public OptionalInt rackAwareTrafficCost() {
        return rackAwareTrafficCost;
    }

    /** What it costs that a task moves; empty leaves it to the assignor. */
    public OptionalInt rackAwareNonOverlapCost() {
        return rackAwareNonOverlapCost;
    }

    /** How racks are heeded: {@code none}, {@code min_traffic} or {@code balance_subtopology}. */
    public String rackAwareAssignmentStrategy() {
        return rackAwareAssignmentStrategy;
    }

    @Override
    public String toString() {
        return String.join(
                "\n  ",
                "AssignmentConfigs{",
                "acceptableRecoveryLag=" + acceptableRecoveryLag,
                "maxWarmupReplicas=" + maxWarmupReplicas,
                "numStandbyReplicas=" + numStandbyReplicas,
                "probingRebalanceIntervalMs=" + probingRebalanceIntervalMs,
                "rackAwareAssignmentTags=" + rackAwareAssignmentTags,
                "rackAwareTrafficCost=" + rackAwareTrafficCost,
                "rackAwareNonOverlapCost=" + rackAwareNonOverlapCost,
                "rackAwareAssignmentStrategy=" + rackAwareAssignmentStrategy + "\n}");
    }

    private static <T> T valid(String setting, T value) {
        var validator = StreamsConfig.configDef().configKeys().get(setting).validator;
        if (validator != null) {
            validator.ensureValid(setting, value);
        }
        return value;
    }
}
