package dev.millrace.streams.internal.runtime.stores;

import java.io.File;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

import org.apache.kafka.common.serialization.Serde;

import dev.millrace.streams.processor.TaskId;

import static java.util.Objects.requireNonNull;

/**
 * What the contexts of processors and stores tell about the task and its application. <i>Immutable;</i> serdes and
 * directory are made when first asked for.
 *
 * @param taskId the task
 * @param applicationId {@code application.id}
 * @param defaultKeySerde gives the configured serde, or throws if there is none
 * @param defaultValueSerde gives the configured serde, or throws if there is none
 * @param directory gives the directory of the task's state, created if need be
 * @param appConfigs everything configured
 */
public record TaskEnvironment(
        TaskId taskId,
        String applicationId,
        Supplier<Serde<?>> defaultKeySerde,
        Supplier<Serde<?>> defaultValueSerde,
        Supplier<Path> directory,
        Map<String, Object> appConfigs) {
    /** Checks that all is there. */
    public TaskEnvironment {
        requireNonNull(taskId, "taskId");
        requireNonNull(applicationId, "applicationId");
        requireNonNull(defaultKeySerde, "defaultKeySerde");
        requireNonNull(defaultValueSerde, "defaultValueSerde");
        requireNonNull(directory, "directory");
        requireNonNull(appConfigs, "appConfigs");
    }

    /** The directory of the task's state. */
    public File stateDir() {
        return directory.get().toFile();
    }

    /** Configurations whose key begins with {@code prefix}, under the rest of the key. */
    public Map<String, Object> appConfigsWithPrefix(String prefix) {
        Map<String, Object> selected = new HashMap<>();
        appConfigs.forEach((key, value) -> {
            if (key.startsWith(prefix) && key.length() > prefix.length()) {
                selected.put(key.substring(prefix.length()), value);
            }
        });
        return selected;
    }
}
