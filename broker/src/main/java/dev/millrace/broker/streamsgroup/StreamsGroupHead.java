package dev.millrace.broker.streamsgroup;

import org.jspecify.annotations.Nullable;

/**
 * What a group of the Streams protocol has beside its members.
 *
 * <p>Immutable, and changed as {@link StreamsMember} is.
 *
 * @param epoch grows with each change that asks for new targets
 * @param targetEpoch the epoch for which the members' targets were computed
 * @param copies how many copies of each task the targets were computed with
 * @param topology of the application; null before the first member
 * @param sinceMs when the first or, in an empty group, the last member came or went, in milliseconds since 1970
 */
public record StreamsGroupHead(
        int epoch, int targetEpoch, int copies, @Nullable StreamsTopology topology, long sinceMs) {
    static StreamsGroupHead begun(long nowMs) {
        return new StreamsGroupHead(0, 0, 0, null, nowMs);
    }

    StreamsGroupHead withTopology(StreamsTopology newTopology) {
        return new StreamsGroupHead(epoch, targetEpoch, copies, newTopology, sinceMs);
    }

    StreamsGroupHead next() {
        return new StreamsGroupHead(epoch + 1, targetEpoch, copies, topology, sinceMs);
    }

    StreamsGroupHead targeted(int newCopies) {
        return new StreamsGroupHead(epoch, epoch, newCopies, topology, sinceMs);
    }

    StreamsGroupHead emptied(long nowMs) {
        return new StreamsGroupHead(epoch + 1, epoch + 1, copies, topology, nowMs);
    }
}
