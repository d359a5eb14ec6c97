package dev.millrace.broker.settings;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** A protocol that members of groups may speak. */
public enum MemberProtocol {
    /** The members assign partitions among themselves. */
    CLASSIC,
    /** The broker shares partitions out (KIP-848). */
    CONSUMER,
    /** The broker places the tasks of a Streams application (KIP-1071). */
    STREAMS;

    /** Returns the name in settings and in the protocol. */
    public String title() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads a list of names.
     *
     * @throws IllegalArgumentException naming an entry that is none, or saying that the classic protocol is missing
     */
    static Set<MemberProtocol> read(String list) {
        Set<MemberProtocol> found = EnumSet.noneOf(MemberProtocol.class);
        for (String name : list.split(",")) {
            found.add(Arrays.stream(values())
                    .filter(protocol -> protocol.title().equals(name.trim()))
                    .findAny()
                    .orElseThrow(() -> new IllegalArgumentException("group.coordinator.rebalance.protocols must be of "
                            + titles(EnumSet.allOf(MemberProtocol.class)) + ", not " + name.trim())));
        }
        if (!found.contains(CLASSIC)) {
            throw new IllegalArgumentException("group.coordinator.rebalance.protocols must have classic: " + list);
        }
        return found;
    }

    static String titles(Set<MemberProtocol> protocols) {
        return protocols.stream().sorted().map(MemberProtocol::title).collect(Collectors.joining(","));
    }
}
