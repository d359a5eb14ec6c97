package dev.millrace.broker.consumergroup;

import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;

import dev.millrace.broker.assignor.ServerAssignor;

/** Finds the assignor that most members of a group ask for. Without state. */
final class PreferredAssignor {
    private PreferredAssignor() {}

    /**
     * Returns an assignor.
     *
     * @param otherwise the one to take when no member asks for any
     */
    static ServerAssignor of(Collection<ConsumerMember> members, String otherwise) {
        String name = name(members, otherwise);
        ServerAssignor assignor = ServerAssignor.named(name);
        if (assignor == null) {
            throw new IllegalStateException("no assignor is named " + name);
        }
        return assignor;
    }

    /** Returns its name; of several with equal votes the first in the order of names. */
    static String name(Collection<ConsumerMember> members, String otherwise) {
        SortedMap<String, Integer> votes = new TreeMap<>();
        for (ConsumerMember member : members) {
            String assignor = member.about().assignor();
            if (assignor != null) {
                votes.merge(assignor, 1, Integer::sum);
            }
        }
        String winner = otherwise;
        int most = 0;
        for (var vote : votes.entrySet()) {
            if (vote.getValue() > most) {
                most = vote.getValue();
                winner = vote.getKey();
            }
        }
        return winner;
    }
}
