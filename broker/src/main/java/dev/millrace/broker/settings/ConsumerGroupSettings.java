package dev.millrace.broker.settings;

import java.util.List;

/**
 * How a group of the consumer protocol (KIP-848) is coordinated.
 *
 * <p>Immutable.
 *
 * @param timing how often members come by ({@code group.consumer.session.timeout.ms} and the like)
 * @param maxMembers most members of one group ({@code group.consumer.max.size})
 * @param assignors names of those that members may ask for, the one for all others first ({@code
 *     group.consumer.assignors})
 */
public record ConsumerGroupSettings(MemberTiming timing, int maxMembers, List<String> assignors) {
    private static final List<String> KNOWN_ASSIGNORS = List.of("uniform", "range");

    /** As Apache Kafka has it. */
    public static final ConsumerGroupSettings DEFAULTS =
            new ConsumerGroupSettings(MemberTiming.DEFAULTS, Integer.MAX_VALUE, KNOWN_ASSIGNORS);

    /** Checks the bounds. */
    public ConsumerGroupSettings {
        Bounds.atLeast("group.consumer.max.size", maxMembers, 1);
        assignors = List.copyOf(assignors);
        if (assignors.isEmpty() || !KNOWN_ASSIGNORS.containsAll(assignors)) {
            throw new IllegalArgumentException(
                    "group.consumer.assignors must be of " + KNOWN_ASSIGNORS + ": " + assignors);
        }
    }

    /** Returns the name of the assignor for members that do not ask for any. */
    public String standardAssignor() {
        return assignors.get(0);
    }

    /** Returns the same with members that come by at other times. */
    public ConsumerGroupSettings withTiming(MemberTiming newTiming) {
        return new ConsumerGroupSettings(newTiming, maxMembers, assignors);
    }
}
