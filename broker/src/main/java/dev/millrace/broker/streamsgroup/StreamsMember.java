package dev.millrace.broker.streamsgroup;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * One member of a group of the Streams protocol (KIP-1071), as the log knows it.
 *
 * <p>Immutable; a change is a new value, written as a record and taken over when that is replayed.
 *
 * @param id made by the client
 * @param about what it told of itself
 * @param epoch the target assignment that it has reached; {@link #AWAY} for a static member between two lives
 * @param previousEpoch the one before, which it may still name if an answer was lost
 * @param assigned what it was told to do
 * @param revoking what it was told to give up and has not yet confirmed
 * @param target what it is to do in the end
 */
public record StreamsMember(
        String id,
        About about,
        int epoch,
        int previousEpoch,
        TaskRoles assigned,
        TaskRoles revoking,
        TaskRoles target) {
    /** The epoch of a static member that left and said that it would come back. */
    public static final int AWAY = -2;

    static StreamsMember joining(String id, About about) {
        return new StreamsMember(id, about, 0, 0, TaskRoles.NONE, TaskRoles.NONE, TaskRoles.NONE);
    }

    StreamsMember withAbout(About newAbout) {
        return new StreamsMember(id, newAbout, epoch, previousEpoch, assigned, revoking, target);
    }

    StreamsMember withTarget(TaskRoles newTarget) {
        return new StreamsMember(id, about, epoch, previousEpoch, assigned, revoking, newTarget);
    }

    /** Returns this member with tasks taken away, which it has yet to confirm. */
    StreamsMember told(TaskRoles newAssigned, TaskRoles newRevoking) {
        return new StreamsMember(id, about, epoch, previousEpoch, newAssigned, newRevoking, target);
    }

    /** Returns this member with nothing left to give up, at an epoch of the group. */
    StreamsMember reached(int newEpoch, TaskRoles newAssigned) {
        int former = newEpoch == epoch ? previousEpoch : epoch;
        return new StreamsMember(id, about, newEpoch, former, newAssigned, TaskRoles.NONE, target);
    }

    StreamsMember away() {
        return new StreamsMember(id, about, AWAY, epoch, assigned, revoking, target);
    }

    /** Returns the next life of a static member, with the tasks of the one that went away. */
    StreamsMember returning(String newId, About newAbout) {
        return new StreamsMember(newId, newAbout, 0, 0, assigned, TaskRoles.NONE, target);
    }

    boolean isAway() {
        return epoch == AWAY;
    }

    /** Returns whether it has reached its target at an epoch of the group. */
    boolean isSettled(int groupEpoch) {
        return epoch == groupEpoch && revoking.isEmpty() && assigned.equals(target);
    }

    /**
     * What a member told of itself.
     *
     * @param instanceId of a static member
     * @param rackId where it runs
     * @param clientId what the client calls itself
     * @param clientHost the client's address
     * @param rebalanceTimeoutMs how long it may take to give tasks up
     * @param topologyEpoch the version of its topology
     * @param processId the process it is a thread of
     * @param endpoint where its state can be asked for
     * @param tags for the placement of copies
     */
    public record About(
            @Nullable String instanceId,
            @Nullable String rackId,
            String clientId,
            String clientHost,
            int rebalanceTimeoutMs,
            int topologyEpoch,
            String processId,
            @Nullable UserEndpoint endpoint,
            Map<String, String> tags) {
        /** Copies the tags. */
        public About {
            tags = Map.copyOf(tags);
        }
    }

    /**
     * Where a member's state can be asked for ({@code application.server}).
     *
     * @param host name or address
     * @param port from 0 to 65535
     */
    public record UserEndpoint(String host, int port) {}
}
