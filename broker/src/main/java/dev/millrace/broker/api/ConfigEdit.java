package dev.millrace.broker.api;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.InvalidRequestException;
import org.apache.kafka.common.message.IncrementalAlterConfigsRequestData.AlterableConfig;
import org.jspecify.annotations.Nullable;

/**
 * Works out the values of a topic or a group after single changes, as IncrementalAlterConfigs names them.
 *
 * <p>Confined to the event-loop thread.
 */
final class ConfigEdit {
    private final String kind;
    private final Function<String, @Nullable Current> known;
    private final Map<String, String> overrides;

    /**
     * Begins with the overrides as they are.
     *
     * @param kind of what is configured, for messages
     * @param known finds a configuration by its name; null for one that is not known
     * @param overrides those there are now
     */
    ConfigEdit(String kind, Function<String, @Nullable Current> known, Map<String, String> overrides) {
        this.kind = kind;
        this.known = known;
        this.overrides = new HashMap<>(overrides);
    }

    /** Returns the overrides as they have become. */
    Map<String, String> overrides() {
        return overrides;
    }

    /**
     * Makes one change.
     *
     * @throws InvalidRequestException if there is no value to change it to, or no such operation
     * @throws InvalidConfigurationException if the configuration is unknown, or is no list and was to be treated as one
     */
    void apply(AlterableConfig change) {
        String name = change.name();
        Current entry = known.apply(name);
        if (entry == null) {
            throw new InvalidConfigurationException("Unknown " + kind + " config name: " + name);
        }
        OpType operation = AlterConfigOp.OpType.forId(change.configOperation());
        if (operation == null) {
            throw new InvalidRequestException("unknown operation " + change.configOperation() + " on " + name);
        }
        if (operation == OpType.DELETE) {
            overrides.remove(name);
        } else if (change.value() == null) {
            throw new InvalidRequestException("Null value not supported for: " + name);
        } else if (operation == OpType.SET) {
            overrides.put(name, change.value());
        } else if (!entry.list()) {
            throw new InvalidConfigurationException("Can't " + operation + " to " + name + ", which is not a list");
        } else {
            overrides.put(name, combine(entry.value(), change.value(), operation == OpType.APPEND));
        }
    }

    private static String combine(@Nullable String before, String change, boolean append) {
        LinkedHashSet<String> elements = new LinkedHashSet<>(elements(before == null ? "" : before));
        if (append) {
            elements.addAll(elements(change));
        } else {
            elements.removeAll(elements(change));
        }
        return String.join(",", elements);
    }

    private static List<String> elements(String list) {
        return list.isBlank() ? List.of() : List.of(list.trim().split("\\s*,\\s*"));
    }

    /**
     * A configuration as it is.
     *
     * @param value in force; null if there is none
     * @param list whether it is a list, to which elements can be added
     */
    record Current(@Nullable String value, boolean list) {}
}
