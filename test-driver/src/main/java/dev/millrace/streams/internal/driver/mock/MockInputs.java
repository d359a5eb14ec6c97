package dev.millrace.streams.internal.driver.mock;

import java.util.AbstractList;

import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The partitions that a test says its records come from, each at an index of its own from its first record on. Stores
 * ask for the list when they are opened, so it has its length before anything is in it: free indexes hold null.
 * <i>Confined to the thread of the test.</i>
 */
final class MockInputs extends AbstractList<@Nullable TopicPartition> {
    /** Stores hold one number for each. */
    private static final int MOST = 64;

    private final TopicPartition[] partitions = new TopicPartition[MOST];

    /** Where {@code partition} stands from now on; -1 if there were too many before it. */
    int place(TopicPartition partition) {
        for (int i = 0; i < MOST; i++) {
            if (partitions[i] == null) {
                partitions[i] = partition;
            }
            if (partitions[i].equals(partition)) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public @Nullable TopicPartition get(int index) {
        return partitions[index];
    }

    @Override
    public int size() {
        return MOST;
    }
}
