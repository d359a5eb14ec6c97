package dev.millrace.broker.group;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

import dev.millrace.broker.coordinator.Timers;
import dev.millrace.broker.coordinator.Turn;
import dev.millrace.broker.settings.GroupSettings;

/**
 * All groups of the classic protocol.
 *
 * <p>Confined to the event-loop thread.
 */
final class ClassicGroups {
    private final GroupSettings settings;
    private final Timers timers;
    private final Map<String, Group> groups = new HashMap<>();

    ClassicGroups(GroupSettings settings, Timers timers) {
        this.settings = settings;
        this.timers = timers;
    }

    @Nullable
    Group get(String groupId) {
        return groups.get(groupId);
    }

    /** Returns a group, made without members if there was none. */
    Group group(String groupId, long nowMs) {
        return groups.computeIfAbsent(groupId, id -> new Group(id, settings, timers, nowMs));
    }

    Collection<Group> all() {
        return groups.values();
    }

    /** Forgets a group that nobody is in. */
    void forget(String groupId) {
        Group group = groups.get(groupId);
        if (group != null && group.isEmpty()) {
            groups.remove(groupId);
        }
    }

    /** Starts the clocks of members that were read from the log. */
    void startSessions(Turn turn) {
        groups.values().forEach(group -> group.startSessions(turn));
    }

    /** Lets a request to join in, or refuses it before any group is looked at. */
    void join(JoinRequest request, Consumer<JoinReply> to, Turn turn) {
        String memberId = request.member().memberId();
        Errors refusal = refusal(request);
        if (refusal != Errors.NONE) {
            turn.reply(to, JoinReply.refused(refusal, memberId), error -> JoinReply.refused(error, memberId));
            return;
        }
        new JoinDesk(group(request.groupId(), turn.nowMs()), request, to, turn).decide();
    }

    private Errors refusal(JoinRequest request) {
        if (request.groupId().isEmpty()) {
            return Errors.INVALID_GROUP_ID;
        }
        int sessionMs = request.timeouts().sessionMs();
        if (sessionMs < settings.sessions().minTimeoutMs()
                || sessionMs > settings.sessions().maxTimeoutMs()) {
            return Errors.INVALID_SESSION_TIMEOUT;
        }
        if (groups.containsKey(request.groupId())) {
            return Errors.NONE;
        }
        if (!request.member().memberId().isEmpty()) {
            return Errors.UNKNOWN_MEMBER_ID;
        }
        return request.offer().isEmpty() ? Errors.INCONSISTENT_GROUP_PROTOCOL : Errors.NONE;
    }

    /** Hands a request for an assignment to the state of its group. */
    void sync(SyncRequest request, Consumer<SyncReply> to, Turn turn) {
        Group group = groups.get(request.groupId());
        Member member = group == null
                ? null
                : group.members().get(request.seat().member().memberId());
        Errors standing = group == null ? unknown(request.groupId()) : Standing.of(group, request.seat());
        if (standing == Errors.NONE && !matches(request.protocol(), group)) {
            standing = Errors.INCONSISTENT_GROUP_PROTOCOL;
        }
        if (standing != Errors.NONE || group == null || member == null) {
            turn.reply(to, SyncReply.refused(standing), SyncReply::refused);
            return;
        }
        member.heardOf(request.sender(), turn);
        group.state().sync(member, request, to, turn);
    }

    private static boolean matches(SyncRequest.ExpectedProtocol expected, Group group) {
        return (expected.type() == null || expected.type().equals(group.protocolType()))
                && (expected.name() == null || expected.name().equals(group.protocolName()));
    }

    /** A member gives a sign of life. */
    void heartbeat(HeartbeatRequest request, Consumer<Errors> to, Turn turn) {
        Group group = groups.get(request.groupId());
        Errors standing = group == null ? unknown(request.groupId()) : Standing.of(group, request.seat());
        if (standing == Errors.NONE && group != null) {
            group.members().heardOf(request.seat().member(), request.sender(), turn);
            standing = group.state().heartbeat();
        }
        turn.reply(to, standing, Function.identity());
    }

    /** Takes members out, each for itself, and then tells the state of the group once. */
    void leave(String groupId, List<MemberClaim> leaving, Consumer<List<Departure>> to, Turn turn) {
        Group group = groups.get(groupId);
        List<Departure> departures = new ArrayList<>(leaving.size());
        for (MemberClaim claim : leaving) {
            Errors error = group == null ? Errors.UNKNOWN_MEMBER_ID : leave(group, claim, turn);
            departures.add(new Departure(claim, error));
        }
        if (group != null && departures.stream().anyMatch(departure -> departure.error() == Errors.NONE)) {
            group.state().membersChanged(turn);
        }
        turn.reply(to, departures, error -> refused(leaving, error));
    }

    private static List<Departure> refused(List<MemberClaim> leaving, Errors error) {
        return leaving.stream().map(claim -> new Departure(claim, error)).toList();
    }

    private static Errors leave(Group group, MemberClaim claim, Turn turn) {
        if (group.members().removePending(claim.memberId())) {
            return Errors.NONE;
        }
        boolean byInstanceOnly = claim.instanceId() != null && claim.memberId().isEmpty();
        Errors standing = byInstanceOnly ? Errors.NONE : Standing.of(group, claim);
        Member member = byInstanceOnly
                ? group.members().ofInstance(claim.instanceId())
                : group.members().get(claim.memberId());
        if (standing != Errors.NONE) {
            return standing;
        }
        if (member == null) {
            return Errors.UNKNOWN_MEMBER_ID;
        }
        group.remove(member, Errors.UNKNOWN_MEMBER_ID, turn);
        return Errors.NONE;
    }

    /** Lets the members that were last heard of over a connection be gone soon. */
    void connectionClosed(String connectionId, Turn turn) {
        for (Group group : List.copyOf(groups.values())) {
            group.connectionLost(connectionId, turn);
        }
    }

    private static Errors unknown(String groupId) {
        return groupId.isEmpty() ? Errors.INVALID_GROUP_ID : Errors.UNKNOWN_MEMBER_ID;
    }
}
