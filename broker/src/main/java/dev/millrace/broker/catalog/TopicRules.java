package dev.millrace.broker.catalog;

import java.util.Map;
import java.util.regex.Pattern;

import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.protocol.Errors;

import dev.millrace.broker.settings.LogSettings;
import dev.millrace.broker.settings.TopicSettings;

/** What a topic may be called, how many partitions it may have, and how it may be configured. */
final class TopicRules {

    /** Each partition holds a file open; a request must not exhaust them. */
    static final int MAX_PARTITIONS = 10_000;

    private static final int LONGEST_NAME = 249;
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9._-]{1," + LONGEST_NAME + "}");

    private TopicRules() {}

    static void checkName(String name) {
        if (!NAME.matcher(name).matches() || name.equals(".") || name.equals("..")) {
            throw new CatalogRejected(
                    Errors.INVALID_TOPIC_EXCEPTION,
                    "topic name \"" + name + "\" is refused: allowed are 1 to " + LONGEST_NAME
                            + " letters, digits, '.', '_' and '-', but not \".\" or \"..\"");
        }
    }

    static void checkPartitions(int partitions) {
        if (partitions < 1 || partitions > MAX_PARTITIONS) {
            throw new CatalogRejected(
                    Errors.INVALID_PARTITIONS,
                    "partitions must be between 1 and " + MAX_PARTITIONS + ": " + partitions);
        }
    }

    static LogSettings readConfig(Map<String, String> defaults, Map<String, String> config) {
        try {
            return TopicSettings.read(defaults, config);
        } catch (ConfigException e) {
            throw new CatalogRejected(Errors.INVALID_CONFIG, e.getMessage());
        }
    }
}
