package dev.millrace.cli.records;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

import dev.millrace.cli.output.CommandFailed;
import dev.millrace.cli.output.Terminal;

/**
 * Reads and shows records until the plan, the user or the reader of the output says that it is enough. As a member of a
 * group it commits what was shown, not more.
 *
 * <p><em>Confined to the thread of the command; only the wish to end comes from another.</em>
 */
final class ConsumeRun {
    private static final Duration POLL = Duration.ofMillis(200);

    private final Terminal terminal;
    private final Properties properties;
    private final ReadingPlan plan;
    private final RecordWriter writer;
    private final Map<TopicPartition, OffsetAndMetadata> shown = new HashMap<>();
    private long count;

    ConsumeRun(Terminal terminal, Properties properties, ReadingPlan plan, RecordWriter writer) {
        this.terminal = terminal;
        this.properties = properties;
        this.plan = plan;
        this.writer = writer;
    }

    /**
     * Reads.
     *
     * @return the exit code
     * @throws CommandFailed if a topic or partition is not there, or a record cannot be shown
     */
    int readAll() {
        ByteArrayDeserializer bytes = new ByteArrayDeserializer();
        try (Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(properties, bytes, bytes)) {
            terminal.interrupt().onRaise(consumer::wakeup);
            try {
                read(consumer);
            } catch (WakeupException wanted) {
                // The user has seen enough; what was shown is committed below.
                terminal.out().flush();
            } finally {
                terminal.interrupt().clear();
            }
            if (plan.group() != null && !shown.isEmpty()) {
                consumer.commitSync(shown);
            }
        }
        return 0;
    }

    private void read(Consumer<byte[], byte[]> consumer) {
        PartitionBounds bounds = new PartitionBounds(consumer, plan);
        begin(consumer, bounds);
        Instant lastRecord = terminal.clock().instant();
        boolean enough = plan.maxRecords() <= 0;
        while (!enough) {
            boolean any = false;
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                any = true;
                if (count < plan.maxRecords() && bounds.includes(partitionOf(record), record.offset())) {
                    show(record);
                }
            }
            Instant now = terminal.clock().instant();
            lastRecord = any ? now : lastRecord;
            boolean idle = plan.idle() != null && !now.isBefore(lastRecord.plus(plan.idle()));
            enough = count >= plan.maxRecords() || bounds.allRead() || idle || readerIsGone(terminal.out());
            if (any && !enough && plan.group() != null) {
                consumer.commitAsync(Map.copyOf(shown), null);
            }
        }
    }

    private void begin(Consumer<byte[], byte[]> consumer, PartitionBounds bounds) {
        // Known topics are asked for in a group too: one that is not there would be waited for without an end.
        List<TopicPartition> partitions = partitions(consumer);
        if (plan.group() != null) {
            consumer.subscribe(plan.topics(), new ConsumerRebalanceListener() {
                @Override
                public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
                    bounds.bound(partitions);
                }

                @Override
                public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
                    shown.keySet().removeAll(partitions);
                }
            });
            return;
        }
        consumer.assign(partitions);
        bounds.seek(partitions);
        bounds.bound(partitions);
    }

    private List<TopicPartition> partitions(Consumer<byte[], byte[]> consumer) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic : plan.topics()) {
            List<PartitionInfo> known = consumer.partitionsFor(topic);
            if (known.isEmpty()) {
                throw new CommandFailed("there is no topic " + topic);
            }
            List<Integer> numbers = known.stream().map(PartitionInfo::partition).toList();
            for (int number : plan.partitions().isEmpty() ? numbers : plan.partitions()) {
                if (!numbers.contains(number)) {
                    throw new CommandFailed("topic " + topic + " has no partition " + number + ", only "
                            + numbers.size() + " partitions");
                }
                partitions.add(new TopicPartition(topic, number));
            }
        }
        return partitions;
    }

    private void show(ConsumerRecord<byte[], byte[]> record) {
        try {
            writer.write(record, terminal.out());
        } catch (IllegalArgumentException e) {
            throw new CommandFailed(
                    "record at " + partitionOf(record) + " offset " + record.offset() + ": " + e.getMessage(), e);
        }
        count++;
        shown.put(partitionOf(record), new OffsetAndMetadata(record.offset() + 1));
    }

    private static TopicPartition partitionOf(ConsumerRecord<byte[], byte[]> record) {
        return new TopicPartition(record.topic(), record.partition());
    }

    /** Flushes, and tells whether {@code head} or the like has closed the pipe. */
    private static boolean readerIsGone(PrintStream out) {
        return out.checkError();
    }
}
