package dev.millrace.streams.internal.runtime.stores;

import java.io.File;
import java.util.HashMap;
import java.util.Map;

import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.StreamsConfig;
import dev.millrace.streams.StreamsMetrics;
import dev.millrace.streams.errors.StreamsException;
import dev.millrace.streams.internal.changelog.StateDirectory;
import dev.millrace.streams.internal.settings.RuntimeSettings;
import dev.millrace.streams.processor.TaskId;

import static java.util.Objects.requireNonNull;

/**
 * What the contexts of processors and stores tell about the task and its application. <i>Immutable.</i>
 *
 * @param taskId the task
 * @param applicationId {@code application.id}
 * @param keySerde the configured default; null if there is none
 * @param valueSerde the configured default; null if there is none
 * @param directory where local state is
 * @param exactlyOnce whether what is not committed may not outlive the process
 * @param appConfigs everything configured
 * @param metrics sensors of the instance
 */
public record TaskEnvironment(
        TaskId taskId,
        String applicationId,
        @Nullable Serde<?> keySerde,
        @Nullable Serde<?> valueSerde,
        StateDirectory directory,
        boolean exactlyOnce,
        Map<String, Object> appConfigs,
        StreamsMetrics metrics) {
    /** Checks that all is there. */
    public TaskEnvironment {
        requireNonNull(taskId, "taskId");
        requireNonNull(applicationId, "applicationId");
        requireNonNull(directory, "directory");
        requireNonNull(appConfigs, "appConfigs");
        requireNonNull(metrics, "metrics");
    }

    /** As configured. */
    public static TaskEnvironment of(
            TaskId taskId,
            StreamsConfig config,
            RuntimeSettings settings,
            StateDirectory directory,
            StreamsMetrics metrics) {
        return new TaskEnvironment(
                taskId,
                settings.applicationId(),
                config.getClass(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG) == null ? null : config.defaultKeySerde(),
                config.getClass(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG) == null
                        ? null
                        : config.defaultValueSerde(),
                directory,
                settings.exactlyOnce(),
                settings.appConfigs(),
                metrics);
    }

    /**
     * The configured serde for keys.
     *
     * @param user who needs it
     * @throws ConfigException if there is none
     */
    public Serde<?> defaultKeySerde(String user) {
        return configured(keySerde, "key", user);
    }

    /**
     * The configured serde for values.
     *
     * @param user who needs it
     * @throws ConfigException if there is none
     */
    public Serde<?> defaultValueSerde(String user) {
        return configured(valueSerde, "value", user);
    }

    /**
     * {@link #defaultKeySerde} for a part of the topology that cannot be made without it.
     *
     * @throws StreamsException if there is none
     */
    public Serde<?> keySerdeToMake(String part) {
        try {
            return defaultKeySerde(part);
        } catch (ConfigException missing) {
            throw new StreamsException("Failed to initialize key serdes for " + part, missing);
        }
    }

    /**
     * {@link #defaultValueSerde} for a part of the topology that cannot be made without it.
     *
     * @throws StreamsException if there is none
     */
    public Serde<?> valueSerdeToMake(String part) {
        try {
            return defaultValueSerde(part);
        } catch (ConfigException missing) {
            throw new StreamsException("Failed to initialize value serdes for " + part, missing);
        }
    }

    /** The directory of the task's state; created if there are persistent stores. */
    public File stateDir() {
        return directory.taskDirectory(taskId).toFile();
    }

    /** Part of {@link #appConfigs()}: what is after {@code prefix} in a key is the key here. */
    public Map<String, Object> appConfigsWithPrefix(String prefix) {
        Map<String, Object> selected = new HashMap<>();
        appConfigs.forEach((key, value) -> {
            if (key.startsWith(prefix) && key.length() > prefix.length()) {
                selected.put(key.substring(prefix.length()), value);
            }
        });
        return selected;
    }

    private static Serde<?> configured(@Nullable Serde<?> serde, String part, String user) {
        if (serde == null) {
            throw new ConfigException("Please specify a " + part + " serde for " + user + ", or set a default one with"
                    + " default." + part + ".serde");
        }
        return serde;
    }
}
