package dev.millrace.broker.group;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.broker.coordinator.Timers;
import dev.millrace.broker.coordinator.Turn;
import dev.millrace.broker.group.JoinReply.ChosenProtocol;
import dev.millrace.broker.group.JoinReply.Roster;
import dev.millrace.broker.settings.GroupSettings;

/**
 * One group: its members, its generation, and the steps from one generation to the next.
 *
 * <p>What happens to a request depends on the {@link GroupState}; the states call back the steps that are written
 * here. Who gets in is decided by {@link JoinDesk}.
 *
 * <p>Confined to the event-loop thread.
 */
final class Group {
    private static final Logger LOG = LoggerFactory.getLogger(Group.class);

    private final String id;
    private final GroupSettings settings;
    private final Timers timers;
    private final Members members = new Members();
    private GroupState state = new EmptyGroup(this);
    private int generation;
    private @Nullable String protocolType;
    private @Nullable String protocolName;
    private @Nullable String leaderId;
    private long emptySinceMs;
    private boolean kept;

    Group(String id, GroupSettings settings, Timers timers, long nowMs) {
        this.id = id;
        this.settings = settings;
        this.timers = timers;
        this.emptySinceMs = nowMs;
    }

    String id() {
        return id;
    }

    GroupSettings settings() {
        return settings;
    }

    Timers timers() {
        return timers;
    }

    Members members() {
        return members;
    }

    GroupState state() {
        return state;
    }

    int generation() {
        return generation;
    }

    @Nullable
    String protocolType() {
        return protocolType;
    }

    @Nullable
    String protocolName() {
        return protocolName;
    }

    boolean isEmpty() {
        return state instanceof EmptyGroup;
    }

    /** Returns since when nobody has been a member, in milliseconds since 1970. */
    long emptySinceMs() {
        return emptySinceMs;
    }

    /** Returns whether a record of the group stands in the log. */
    boolean isKept() {
        return kept;
    }

    boolean isLeader(Member member) {
        return member.id().equals(leaderId);
    }

    boolean accepts(Offer offer) {
        if (offer.isEmpty()) {
            return false;
        }
        return members.isEmpty() || offer.type().equals(protocolType) && ProtocolVote.admits(members.all(), offer);
    }

    /** Enters a newcomer whose join waits. */
    void admit(MemberClaim claim, JoinRequest request, Consumer<JoinReply> to, Turn turn) {
        if (members.isEmpty()) {
            protocolType = request.offer().type();
        }
        Member member = newMember(
                claim, request.sender(), request.timeouts(), request.offer().protocols(), turn);
        member.parkJoin(to, turn);
        state.membersChanged(turn);
    }

    /** Puts a static member's newer incarnation in the place of the older one, whose requests are fenced. */
    void replace(Member member, String newId, JoinRequest request, Consumer<JoinReply> to, Turn turn) {
        String oldId = member.id();
        member.refuse(Errors.FENCED_INSTANCE_ID, turn);
        boolean led = isLeader(member);
        byte[] before = member.metadata(protocolName);
        members.rename(member, newId, request);
        if (led) {
            leaderId = newId;
        }
        boolean changed = protocolName == null
                || !ProtocolVote.choose(members.all()).equals(protocolName)
                || !Arrays.equals(before, member.metadata(protocolName));
        var how =
                new GroupState.ReturnedMember(oldId, changed, request.dialect().skipAssignment());
        state.returned(member, how, to, turn);
    }

    /** Takes a member out and refuses what waits of it; the caller then reports the change to the state. */
    void remove(Member member, Errors told, Turn turn) {
        members.remove(member);
        member.refuse(told, turn);
        if (isLeader(member)) {
            leaderId = null;
        }
    }

    /** Takes a member out that was not heard of in time. */
    void sessionOver(Member member, Turn turn) {
        if (members.get(member.id()) == member) {
            LOG.info("Member {} of group {} is gone: no sign of life in time", member.id(), id);
            remove(member, Errors.UNKNOWN_MEMBER_ID, turn);
            state.membersChanged(turn);
        }
    }

    /** Lets whoever was last heard of over a closed connection be gone soon, unless it is heard of again. */
    void connectionLost(String connectionId, Turn turn) {
        int graceMs = settings.sessions().deadConnectionGraceMs();
        members.hurryPending(connectionId, turn.nowMs() + graceMs);
        for (Member member : members.all()) {
            if (member.sender().connectionId().equals(connectionId)) {
                member.shortenSession(
                        turn.nowMs(), member.isStatic() ? member.timeouts().sessionMs() : graceMs);
            }
        }
    }

    /** Calls all members together for the next generation. */
    void rebalance(int settlingMs, Turn turn) {
        for (Member member : members.all()) {
            member.answerSync(SyncReply.refused(Errors.REBALANCE_IN_PROGRESS), turn);
        }
        enter(new PreparingRebalance(this, settlingMs, turn));
        state.membersChanged(turn);
    }

    /** Begins a generation with those whose joins wait, or empties the group when nobody is left. */
    void beginGeneration(Turn turn) {
        generation++;
        if (members.isEmpty()) {
            protocolName = null;
            leaderId = null;
            emptySinceMs = turn.nowMs();
            enter(new EmptyGroup(this));
            keep(turn);
            return;
        }
        protocolName = ProtocolVote.choose(members.all());
        electLeader();
        enter(new CompletingRebalance(this, turn));
        for (Member member : members.all()) {
            member.assign(SyncReply.NOTHING);
            if (member.isJoining()) {
                member.answerJoin(joined(member), turn);
                member.resumeSession(turn.nowMs());
            }
        }
    }

    private void electLeader() {
        Member leader = leaderId == null ? null : members.get(leaderId);
        if (leader != null && leader.isJoining()) {
            return;
        }
        for (Member member : members.all()) {
            if (member.isJoining()) {
                leaderId = member.id();
                return;
            }
        }
    }

    /** Records the leader's assignment; the replies go out when the record is durable. */
    void completeGeneration(Map<String, byte[]> assignments, Turn turn) {
        turn.write(GroupRecords.group(snapshot(turn, assignments)));
        for (Member member : members.all()) {
            byte[] assignment = assignments.getOrDefault(member.id(), SyncReply.NOTHING);
            member.answerSync(assigned(member, assignment), turn);
        }
    }

    /** Records the group as it stands. */
    void keep(Turn turn) {
        turn.write(GroupRecords.group(snapshot(turn, null)));
    }

    private GroupSnapshot snapshot(Turn turn, @Nullable Map<String, byte[]> assignments) {
        List<GroupSnapshot.Seat> seats = new ArrayList<>(members.size());
        for (Member member : members.all()) {
            byte[] assignment = assignments == null
                    ? member.assignment()
                    : assignments.getOrDefault(member.id(), SyncReply.NOTHING);
            seats.add(new GroupSnapshot.Seat(
                    new MemberClaim(member.id(), member.instanceId()),
                    member.sender(),
                    member.timeouts(),
                    member.metadata(protocolName),
                    assignment));
        }
        var leading = new GroupSnapshot.Leading(protocolType, protocolName, leaderId);
        return new GroupSnapshot(id, generation, leading, turn.nowMs(), seats);
    }

    /** Applies a record of this group, just written or read at start. */
    void restore(GroupSnapshot snapshot) {
        kept = true;
        generation = snapshot.generation();
        protocolType = snapshot.leading().protocolType();
        protocolName = snapshot.leading().protocolName();
        leaderId = snapshot.leading().leaderId();
        forgetMembersNotIn(snapshot);
        for (GroupSnapshot.Seat seat : snapshot.seats()) {
            seatOf(seat, snapshot).assign(seat.assignment());
        }
        if (!snapshot.seats().isEmpty()) {
            enter(new StableGroup(this));
        } else {
            emptySinceMs = snapshot.sinceMs();
            enter(new EmptyGroup(this));
        }
    }

    private void forgetMembersNotIn(GroupSnapshot snapshot) {
        for (Member member : List.copyOf(members.all())) {
            if (snapshot.seats().stream()
                    .noneMatch(seat -> seat.claim().memberId().equals(member.id()))) {
                members.remove(member);
            }
        }
    }

    private Member seatOf(GroupSnapshot.Seat seat, GroupSnapshot snapshot) {
        Member known = members.get(seat.claim().memberId());
        if (known != null) {
            return known;
        }
        String name = protocolName == null ? "" : protocolName;
        List<Protocol> protocols = List.of(new Protocol(name, seat.metadata()));
        return newMember(seat.claim(), seat.sender(), seat.timeouts(), protocols, new Turn(snapshot.sinceMs()));
    }

    /** Starts the session clocks of members that were read from the log. */
    void startSessions(Turn turn) {
        for (Member member : members.all()) {
            member.renewSession(turn.nowMs());
            if (!member.isStatic()) {
                member.shortenSession(turn.nowMs(), settings.sessions().restartGraceMs());
            }
        }
    }

    /** Tells a member about the generation it is in. */
    JoinReply joined(Member member) {
        Roster roster = isLeader(member) ? new Roster(roster(), false) : Roster.NONE;
        return new JoinReply(Errors.NONE, generation, chosen(), String.valueOf(leaderId), member.id(), roster);
    }

    /** Tells a static member that it is back in the generation it left, with nothing to be assigned. */
    JoinReply welcomedBack(Member member, GroupState.ReturnedMember how) {
        if (!isLeader(member)) {
            return joined(member);
        }
        if (how.skipAssignment()) {
            Roster roster = new Roster(roster(), true);
            return new JoinReply(Errors.NONE, generation, chosen(), member.id(), member.id(), roster);
        }
        // Old clients assign whenever they are the leader: name the former incarnation, so that this one follows.
        return new JoinReply(Errors.NONE, generation, chosen(), how.oldId(), member.id(), Roster.NONE);
    }

    SyncReply assigned(Member member, byte[] assignment) {
        assert members.get(member.id()) == member;
        return new SyncReply(Errors.NONE, chosen(), assignment);
    }

    private List<Roster.Entry> roster() {
        List<Roster.Entry> entries = new ArrayList<>(members.size());
        for (Member member : members.all()) {
            entries.add(new Roster.Entry(member.id(), member.instanceId(), member.metadata(protocolName)));
        }
        return entries;
    }

    private ChosenProtocol chosen() {
        return new ChosenProtocol(String.valueOf(protocolType), String.valueOf(protocolName));
    }

    private Member newMember(
            MemberClaim claim, Sender sender, MemberTimeouts timeouts, List<Protocol> protocols, Turn turn) {
        Member[] self = new Member[1];
        var session = timers.at(turn.nowMs() + timeouts.sessionMs(), later -> sessionOver(self[0], later));
        self[0] = new Member(claim, sender, timeouts, protocols, session);
        members.add(self[0]);
        return self[0];
    }

    private void enter(GroupState next) {
        state.end();
        if (!next.title().equals(state.title())) {
            LOG.debug("Group {} generation {}: {} -> {}", id, generation, state.title(), next.title());
        }
        state = next;
    }
}
