package dev.millrace.broker.group;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.apache.kafka.common.protocol.Errors;

/** A client in a group: it remembers what it was told. */
final class TestMember {
    private final GroupFixture fixture;
    final String name;
    final String instanceId;
    String connectionId;
    String memberId = "";
    int generation = -1;
    String metadata = "wish";
    List<String> protocols = List.of("range");
    JoinReply joined;
    SyncReply synced;
    int joinsWaiting;
    int syncsWaiting;

    TestMember(GroupFixture fixture, String name, String instanceId) {
        this.fixture = fixture;
        this.name = name;
        this.instanceId = instanceId;
        this.connectionId = "connection-of-" + name;
    }

    MemberClaim claim() {
        return new MemberClaim(memberId, instanceId);
    }

    SeatClaim seat() {
        return new SeatClaim(claim(), generation);
    }

    Sender sender() {
        return new Sender(connectionId, name, "/127.0.0.1");
    }

    /** Sends a join; a fresh id is used for a second join at once, as clients do. */
    TestMember join() {
        sendJoin();
        if (joined != null && joined.error() == Errors.MEMBER_ID_REQUIRED) {
            sendJoin();
        }
        return this;
    }

    void sendJoin() {
        joined = null;
        joinsWaiting++;
        List<Protocol> offers = new ArrayList<>();
        protocols.forEach(protocol -> offers.add(new Protocol(protocol, metadata.getBytes(StandardCharsets.UTF_8))));
        var request = new JoinRequest(
                GroupFixture.GROUP,
                claim(),
                sender(),
                new MemberTimeouts(GroupFixture.SESSION_MS, GroupFixture.REBALANCE_MS),
                new Offer("consumer", offers),
                new JoinRequest.Dialect(true, true));
        fixture.groups.join(request, this::onJoined);
    }

    private void onJoined(JoinReply reply) {
        joinsWaiting--;
        joined = reply;
        if (reply.error() == Errors.NONE) {
            fixture.generationIsAnnounced(reply.generation());
        }
        if (reply.error() == Errors.NONE || reply.error() == Errors.MEMBER_ID_REQUIRED) {
            memberId = reply.memberId();
            generation = reply.generation();
        }
    }

    boolean leads() {
        return joined != null
                && joined.error() == Errors.NONE
                && joined.leaderId().equals(memberId);
    }

    /** Sends a sync; the leader assigns to each member a text that names generation and member. */
    TestMember sync() {
        synced = null;
        syncsWaiting++;
        Map<String, byte[]> assignments = leads() ? GroupFixture.assignments(joined, generation + ":") : Map.of();
        var expected = new SyncRequest.ExpectedProtocol("consumer", null);
        fixture.groups.sync(new SyncRequest(GroupFixture.GROUP, seat(), sender(), expected, assignments), reply -> {
            syncsWaiting--;
            synced = reply;
        });
        return this;
    }

    Errors heartbeat() {
        List<Errors> replies = new ArrayList<>();
        fixture.groups.heartbeat(new HeartbeatRequest(GroupFixture.GROUP, seat(), sender()), replies::add);
        return replies.get(0);
    }

    Errors leave() {
        List<Departure> departures = new ArrayList<>();
        fixture.groups.leave(GroupFixture.GROUP, List.of(claim()), departures::addAll);
        return departures.get(0).error();
    }

    void disconnect() {
        fixture.groups.connectionClosed(connectionId);
    }

    String assignment() {
        return new String(synced.assignment(), StandardCharsets.UTF_8);
    }
}
