package dev.millrace.streams.internal.settings;

import java.util.Optional;

import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.utils.Utils;

import dev.millrace.streams.GroupProtocol;
import dev.millrace.streams.StreamsConfig;
import dev.millrace.streams.processor.assignment.AssignmentConfigs;
import dev.millrace.streams.processor.assignment.TaskAssignor;

/**
 * How tasks are placed on instances. <i>Immutable.</i>
 *
 * @param byBroker whether the broker places them, so that the rest does not count
 * @param assignor the application's own assignor, in place of the built-in placement
 */
public record PlacementSettings(
        boolean byBroker, AssignmentConfigs configs, Optional<Class<? extends TaskAssignor>> assignor) {
    /**
     * Reads {@code config}.
     *
     * @throws ConfigException if {@code task.assignor.class} names no class that can be made as an assignor
     */
    static PlacementSettings from(StreamsConfig config) {
        GroupProtocol protocol = GroupProtocol.of(config.getString(StreamsConfig.GROUP_PROTOCOL_CONFIG));
        return new PlacementSettings(protocol == GroupProtocol.STREAMS, AssignmentConfigs.of(config), assignor(config));
    }

    private static Optional<Class<? extends TaskAssignor>> assignor(StreamsConfig config) {
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
