package dev.millrace.streams.internal.settings;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import dev.millrace.streams.StreamsConfig;

/**
 * What the runtime is told by the configuration, as plain values. <i>Immutable.</i>
 *
 * @param applicationId name of the application
 * @param clientId prefix of names of threads and clients; empty if one is to be made
 * @param streamThreads how many stream threads
 * @param placement how tasks are placed on instances
 * @param exactlyOnce whether results, positions and state are committed in transactions
 * @param commitIntervalMs milliseconds between commits
 * @param repartitionPurgeMs milliseconds between requests to delete what was read from repartition topics
 * @param pollMs how long a thread waits for records when it has none
 * @param taskTimeoutMs how long a task may be tried again after errors that may pass
 * @param logSummaryMs milliseconds between lines that say what a thread did; none if not positive
 * @param maxTaskIdleMs how long a task waits for an empty partition; -1 for not at all
 * @param bufferedRecordsPerPartition records held for a partition before it is paused
 * @param cacheMaxBytes bytes all caches of the instance may hold; 0 for no caching
 * @param memory what stores may take besides caches
 * @param stateDirectory where applications keep their local state
 * @param cleanupDelayMs how long the state of a task that moved away is kept
 * @param cleanupMaxAgeMs age at which state that was left behind is deleted at start; -1 keeps it
 * @param replicationFactor replicas of internal topics; -1 leaves it to the broker
 * @param handlerForGlobalStores whether the processing exception handler decides about global stores too
 * @param windowChangelogExtraMs how much longer than in the store windows and sessions are kept in changelogs
 * @param topicConfig configurations for all internal topics
 * @param optimizations rewrites of the program that were asked for
 * @param dslStores what makes the DSL's stores
 * @param appConfigs everything that was given, parsed where the key is known
 */
public record RuntimeSettings(
        String applicationId,
        String clientId,
        int streamThreads,
        PlacementSettings placement,
        boolean exactlyOnce,
        long commitIntervalMs,
        long repartitionPurgeMs,
        long pollMs,
        long taskTimeoutMs,
        long logSummaryMs,
        long maxTaskIdleMs,
        int bufferedRecordsPerPartition,
        long cacheMaxBytes,
        MemorySettings memory,
        Path stateDirectory,
        long cleanupDelayMs,
        long cleanupMaxAgeMs,
        int replicationFactor,
        boolean handlerForGlobalStores,
        long windowChangelogExtraMs,
        Map<String, String> topicConfig,
        Set<String> optimizations,
        DslStoreSettings dslStores,
        Map<String, Object> appConfigs) {
    /** Keeps copies. */
    public RuntimeSettings {
        topicConfig = Map.copyOf(topicConfig);
        optimizations = Set.copyOf(optimizations);
    }

    /**
     * Reads {@code config}.
     *
     * @throws org.apache.kafka.common.config.ConfigException if a setting was given whose feature is not there yet
     */
    public static RuntimeSettings from(StreamsConfig config) {
        RefusedSettings.check(config);
        return read(config);
    }

    private static RuntimeSettings read(StreamsConfig config) {
        return new RuntimeSettings(
                config.getString(StreamsConfig.APPLICATION_ID_CONFIG),
                config.getString(StreamsConfig.CLIENT_ID_CONFIG),
                config.getInt(StreamsConfig.NUM_STREAM_THREADS_CONFIG),
                PlacementSettings.from(config),
                StreamsConfig.EXACTLY_ONCE_V2.equals(config.getString(StreamsConfig.PROCESSING_GUARANTEE_CONFIG)),
                config.getLong(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG),
                config.getLong(StreamsConfig.REPARTITION_PURGE_INTERVAL_MS_CONFIG),
                config.getLong(StreamsConfig.POLL_MS_CONFIG),
                config.getLong(StreamsConfig.TASK_TIMEOUT_MS_CONFIG),
                config.getLong(StreamsConfig.LOG_SUMMARY_INTERVAL_MS_CONFIG),
                config.getLong(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG),
                config.getInt(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG),
                config.cacheMaxBytes(),
                memory(config),
                Path.of(config.getString(StreamsConfig.STATE_DIR_CONFIG)),
                config.getLong(StreamsConfig.STATE_CLEANUP_DELAY_MS_CONFIG),
                config.getLong(StreamsConfig.STATE_CLEANUP_DIR_MAX_AGE_MS_CONFIG),
                config.getInt(StreamsConfig.REPLICATION_FACTOR_CONFIG),
                config.getBoolean(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_GLOBAL_ENABLED_CONFIG),
                config.getLong(StreamsConfig.WINDOW_STORE_CHANGE_LOG_ADDITIONAL_RETENTION_MS_CONFIG),
                topicConfig(config),
                StreamsConfig.verifyTopologyOptimizationConfigs(
                        config.getString(StreamsConfig.TOPOLOGY_OPTIMIZATION_CONFIG)),
                DslStoreSettings.from(config),
                appConfigs(config));
    }

    private static MemorySettings memory(StreamsConfig config) {
        return MemorySettings.of(
                config.getLong(StreamsConfig.MEMORY_BUDGET_BYTES_CONFIG),
                Runtime.getRuntime().maxMemory());
    }

    private static Map<String, String> topicConfig(StreamsConfig config) {
        Map<String, String> topicConfig = new HashMap<>();
        config.originalsWithPrefix(StreamsConfig.TOPIC_PREFIX)
                .forEach((key, value) -> topicConfig.put(key, value.toString()));
        return topicConfig;
    }

    private static Map<String, Object> appConfigs(StreamsConfig config) {
        Map<String, Object> all = new HashMap<>(config.originals());
        all.putAll(config.values());
        return all;
    }
}
