package dev.millrace.streams.internal.runtime.thread;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

import dev.millrace.streams.internal.changelog.TaskTimeout;
import dev.millrace.streams.internal.runtime.task.StreamTask;

/**
 * Brings raw records from the consumer to the tasks, and keeps the consumer from reading more than they can hold.
 * <i>Confined to the stream thread.</i>
 */
final class PollPhase {
    private final Consumer<byte[], byte[]> consumer;
    private final Mailbox mailbox;
    private final TaskTable table;
    private final OffsetResets resets;
    private final TaskTimeout timeout;
    private final Set<TopicPartition> full = new HashSet<>();

    PollPhase(Consumer<byte[], byte[]> consumer, Mailbox mailbox, TaskTable table, ThreadParts parts) {
        this.consumer = consumer;
        this.mailbox = mailbox;
        this.table = table;
        this.resets = parts.resets();
        this.timeout = new TaskTimeout(parts.time(), parts.loop().taskTimeoutMs());
    }

    /** Polls once; rebalances happen in here. Waits at most {@code timeoutMs}, less if a command is posted. */
    void poll(long timeoutMs) {
        resumeDrained();
        long waitMs = mailbox.isEmpty() ? timeoutMs : 0;
        ConsumerRecords<byte[], byte[]> records = mailbox.polling(() -> pollOrReset(Duration.ofMillis(waitMs)));
        for (TopicPartition partition : records.partitions()) {
            hand(partition, records);
        }
        records.nextOffsets().forEach((partition, next) -> {
            StreamTask task = table.reading(partition);
            if (task != null) {
                task.advance(partition, next);
            }
        });
        for (StreamTask task : table.running()) {
            task.polled();
        }
    }

    /** Forgets partitions that are not read here any more. */
    void forget(Set<TopicPartition> partitions) {
        full.removeAll(partitions);
    }

    private ConsumerRecords<byte[], byte[]> pollOrReset(Duration wait) {
        try {
            return consumer.poll(wait);
        } catch (InvalidOffsetException nowhere) {
            reset(nowhere.partitions());
            return ConsumerRecords.empty();
        }
    }

    /** If the cluster does not answer now, the next poll asks again. */
    private void reset(Set<TopicPartition> partitions) {
        try {
            resets.reset(consumer, partitions);
            timeout.succeeded();
        } catch (TimeoutException unanswered) {
            timeout.timedOut("looking for where to begin in " + partitions, unanswered);
        }
    }

    private void hand(TopicPartition partition, ConsumerRecords<byte[], byte[]> records) {
        StreamTask task = table.reading(partition);
        if (task == null) {
            throw new IllegalStateException("Records of " + partition + " arrived, which no running task reads");
        }
        task.add(partition, records.records(partition));
        if (task.full(partition)) {
            consumer.pause(List.of(partition));
            full.add(partition);
        }
    }

    private void resumeDrained() {
        if (full.isEmpty()) {
            return;
        }
        List<TopicPartition> drained = new ArrayList<>();
        for (TopicPartition partition : full) {
            StreamTask task = table.reading(partition);
            if (task != null && !task.full(partition)) {
                drained.add(partition);
            }
        }
        consumer.resume(drained);
        drained.forEach(full::remove);
    }
}
