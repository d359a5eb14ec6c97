package dev.millrace.broker.group;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Chooses the protocol of a generation: of those that every member knows, the one most members like best.
 *
 * <p>Equal votes go to the protocol that the longest-standing member prefers. Without state.
 */
final class ProtocolVote {
    private ProtocolVote() {}

    /** Returns the winner; there must be a protocol that all members know. */
    static String choose(Collection<Member> members) {
        Set<String> common = common(members);
        Map<String, Integer> votes = new LinkedHashMap<>();
        common.forEach(name -> votes.put(name, 0));
        for (Member member : members) {
            votes.merge(favourite(member, common), 1, Integer::sum);
        }
        String winner = "";
        int most = 0;
        for (Map.Entry<String, Integer> entry : votes.entrySet()) {
            if (entry.getValue() > most) {
                most = entry.getValue();
                winner = entry.getKey();
            }
        }
        return winner;
    }

    /** Returns whether a newcomer knows at least one of the protocols that all members know. */
    static boolean admits(Collection<Member> members, Offer newcomer) {
        Set<String> common = common(members);
        return newcomer.protocols().stream().anyMatch(protocol -> common.contains(protocol.name()));
    }

    private static Set<String> common(Collection<Member> members) {
        Set<String> common = new LinkedHashSet<>();
        boolean first = true;
        for (Member member : members) {
            Set<String> names = new LinkedHashSet<>();
            member.protocols().forEach(protocol -> names.add(protocol.name()));
            if (first) {
                common.addAll(names);
                first = false;
            } else {
                common.retainAll(names);
            }
        }
        return common;
    }

    private static String favourite(Member member, Set<String> common) {
        for (Protocol protocol : member.protocols()) {
            if (common.contains(protocol.name())) {
                return protocol.name();
            }
        }
        throw new IllegalStateException("member " + member.id() + " shares no protocol with its group");
    }
}
