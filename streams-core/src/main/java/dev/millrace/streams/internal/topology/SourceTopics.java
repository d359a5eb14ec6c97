package dev.millrace.streams.internal.topology;

import java.util.Collection;
import java.util.regex.Pattern;

import dev.millrace.streams.errors.TopologyException;

/** Sees to it that no topic is read by two sources of one topology: its records would have two owners. */
final class SourceTopics {
    private SourceTopics() {}

    static void checkNotReadYet(SourceSpec added, Collection<SourceSpec> present) {
        for (SourceSpec other : present) {
            for (String topic : added.topics()) {
                if (reads(other, topic)) {
                    throw new TopologyException("Topic " + topic + " is read by source " + other.name() + " already");
                }
            }
            if (added.pattern() != null) {
                checkPattern(added.name(), added.pattern(), other);
            }
        }
    }

    private static void checkPattern(String name, Pattern pattern, SourceSpec other) {
        for (String topic : other.topics()) {
            if (pattern.matcher(topic).matches()) {
                throw new TopologyException("Pattern " + pattern + " of source " + name + " matches topic " + topic
                        + ", which is read by source " + other.name() + " already");
            }
        }
    }

    private static boolean reads(SourceSpec source, String topic) {
        return source.topics().contains(topic)
                || source.pattern() != null && source.pattern().matcher(topic).matches();
    }
}
