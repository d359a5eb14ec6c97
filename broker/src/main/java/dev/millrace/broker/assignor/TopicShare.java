package dev.millrace.broker.assignor;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

import org.apache.kafka.common.Uuid;

/**
 * A topic while it is being shared out: who reads it, and which of its partitions somebody has kept.
 *
 * <p>Confined to one thread.
 */
final class TopicShare implements Comparable<TopicShare> {
    private final Uuid topic;
    private final int count;
    private final BitSet taken = new BitSet();
    private final List<MemberLoad> readers = new ArrayList<>();

    TopicShare(Uuid topic, int count) {
        this.topic = topic;
        this.count = count;
    }

    Uuid topic() {
        return topic;
    }

    /** Returns who reads the topic, for adding to. */
    List<MemberLoad> readers() {
        return readers;
    }

    /** Returns whether a partition is there and was free; it is taken from now on. */
    boolean take(int partition) {
        if (partition >= count || taken.get(partition)) {
            return false;
        }
        taken.set(partition);
        return true;
    }

    List<Integer> free() {
        List<Integer> free = new ArrayList<>();
        for (int partition = taken.nextClearBit(0); partition < count; partition = taken.nextClearBit(partition + 1)) {
            free.add(partition);
        }
        return free;
    }

    @Override
    public int compareTo(TopicShare other) {
        return topic.compareTo(other.topic);
    }
}
