package dev.millrace.broker.consumergroup;

/**
 * What a group of the consumer protocol has beside its members.
 *
 * <p>Immutable, and changed as {@link ConsumerMember} is.
 *
 * @param epoch grows with each change that asks for new targets
 * @param targetEpoch the epoch for which the members' targets were computed
 * @param topicsHash of the subscribed topics and their partitions when the targets were computed
 * @param sinceMs when the group was made or, of an empty group, when the last member left, in milliseconds since 1970
 */
public record ConsumerGroupHead(int epoch, int targetEpoch, long topicsHash, long sinceMs) {
    /** The hash of no topics at all. */
    static final long NO_TOPICS = 1;

    static ConsumerGroupHead begun(long nowMs) {
        return new ConsumerGroupHead(1, 1, NO_TOPICS, nowMs);
    }

    ConsumerGroupHead next() {
        return new ConsumerGroupHead(epoch + 1, targetEpoch, topicsHash, sinceMs);
    }

    ConsumerGroupHead targeted(long newTopicsHash) {
        return new ConsumerGroupHead(epoch, epoch, newTopicsHash, sinceMs);
    }

    ConsumerGroupHead emptied(long nowMs) {
        return new ConsumerGroupHead(epoch, targetEpoch, topicsHash, nowMs);
    }
}
