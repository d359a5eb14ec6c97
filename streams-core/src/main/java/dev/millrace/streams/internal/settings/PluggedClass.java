package dev.millrace.streams.internal.settings;

import java.util.Optional;

import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.utils.Utils;

import dev.millrace.streams.StreamsConfig;
import dev.millrace.streams.processor.assignment.TaskAssignor;

/** Classes of the application's that are named by a setting of type string, and so not loaded by its definition. */
final class PluggedClass {
    private PluggedClass() {}

    /**
     * What {@code task.assignor.class} names; empty if nothing.
     *
     * @throws ConfigException if there is no such class, or it cannot be made as an assignor
     */
    static Optional<Class<? extends TaskAssignor>> taskAssignor(StreamsConfig config) {
        String name = config.getString(StreamsConfig.TASK_ASSIGNOR_CLASS_CONFIG);
        if (name == null) {
            return Optional.empty();
        }
        try {
            Class<? extends TaskAssignor> named = Utils.loadClass(name, TaskAssignor.class);
            named.getDeclaredConstructor();
            return Optional.of(named);
        } catch (ReflectiveOperationException | ClassCastException unfit) {
            throw new ConfigException(
                    StreamsConfig.TASK_ASSIGNOR_CLASS_CONFIG,
                    name,
                    "must be a " + TaskAssignor.class.getName() + " with a constructor without parameters: " + unfit);
        }
    }
}
