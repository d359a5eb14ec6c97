package dev.millrace.broker.group;

import java.util.Arrays;
import java.util.List;

/**
 * One way of sharing out work that a member knows, with what it wants the leader to know about itself.
 *
 * <p>Immutable by agreement: nobody writes to the array.
 *
 * @param name of the assignor
 * @param metadata bytes that only members understand
 */
public record Protocol(String name, byte[] metadata) {
    boolean sameAs(Protocol other) {
        return name.equals(other.name) && Arrays.equals(metadata, other.metadata);
    }

    static boolean same(List<Protocol> some, List<Protocol> others) {
        if (some.size() != others.size()) {
            return false;
        }
        for (int i = 0; i < some.size(); i++) {
            if (!some.get(i).sameAs(others.get(i))) {
                return false;
            }
        }
        return true;
    }
}
