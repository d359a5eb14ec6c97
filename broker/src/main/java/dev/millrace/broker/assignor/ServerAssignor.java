package dev.millrace.broker.assignor;

import java.util.List;
import java.util.Map;

import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/** A way of sharing partitions out that the broker knows. */
public interface ServerAssignor {
    /** Returns the names of all assignors, the one that most groups should use first. */
    static List<String> names() {
        return List.of(UniformAssignor.NAME, RangeAssignor.NAME);
    }

    /** Returns an assignor by its name; null if there is none of this name. */
    static @Nullable ServerAssignor named(String name) {
        return switch (name) {
            case UniformAssignor.NAME -> new UniformAssignor();
            case RangeAssignor.NAME -> new RangeAssignor();
            default -> null;
        };
    }

    /**
     * Gives every partition of a topic with subscribers to exactly one of them.
     *
     * @param subscribers the members, each id once
     * @param partitions how many partitions each topic has; a topic that is missing has none
     * @return what each member is to have, by its id
     */
    Map<String, PartitionSet> assign(List<Subscriber> subscribers, Map<Uuid, Integer> partitions);
}
