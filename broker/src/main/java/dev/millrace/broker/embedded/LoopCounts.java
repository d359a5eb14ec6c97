package dev.millrace.broker.embedded;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import dev.millrace.broker.group.GroupCoordinator;
import dev.millrace.broker.group.GroupView;
import dev.millrace.broker.settings.MemberProtocol;

/**
 * What the event loop knew at one moment.
 *
 * <p>Immutable.
 *
 * @param groups how many there are, by protocol and then by state, in lower-case letters and without blanks
 * @param offsets how many offsets groups have committed
 * @param waitingFetches how many fetches wait for records
 */
record LoopCounts(Map<MemberProtocol, Map<String, Integer>> groups, int offsets, int waitingFetches) {

    static final LoopCounts NONE = new LoopCounts(Map.of(), 0, 0);

    /** Counts; to be called on the event loop. */
    static LoopCounts of(GroupCoordinator coordinator, int waitingFetches) {
        Map<MemberProtocol, Map<String, Integer>> groups = new HashMap<>();
        for (GroupView group : coordinator.groups()) {
            groups.computeIfAbsent(group.type(), type -> new HashMap<>()).merge(key(group.state()), 1, Integer::sum);
        }
        return new LoopCounts(groups, coordinator.offsetCount(), waitingFetches);
    }

    /** Returns how many groups of a protocol are in a state. */
    int groups(MemberProtocol protocol, String state) {
        return groups.getOrDefault(protocol, Map.of()).getOrDefault(key(state), 0);
    }

    /** Returns how many groups speak a protocol. */
    int groups(MemberProtocol protocol) {
        return groups.getOrDefault(protocol, Map.of()).values().stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    private static String key(String state) {
        return state.toLowerCase(Locale.ROOT).replace("_", "");
    }
}
