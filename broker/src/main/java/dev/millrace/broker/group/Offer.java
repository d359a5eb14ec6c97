package dev.millrace.broker.group;

import java.util.List;

/**
 * The protocols a member can take part in, the one it likes best first.
 *
 * <p>Immutable.
 *
 * @param type of all members of a group: {@code consumer}, {@code connect}, ...
 * @param protocols in order of preference
 */
public record Offer(String type, List<Protocol> protocols) {
    /** Copies the list. */
    public Offer {
        protocols = List.copyOf(protocols);
    }

    boolean isEmpty() {
        return type.isEmpty() || protocols.isEmpty();
    }
}
