package dev.millrace.examples.wordcount;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;

/**
 * What an application has still to do in one topic, seen from outside by its committed offsets.
 *
 * <p><em>Confined to the main thread.</em>
 */
final class Backlog {

    /**
     * A look at the topic.
     *
     * @param records how many records the topic has had so far
     * @param committed how many of them the application has committed
     */
    record Level(long records, long committed) {

        boolean isDone() {
            return committed >= records;
        }
    }

    private final Admin admin;
    private final String applicationId;
    private final String topic;

    Backlog(Admin admin, String applicationId, String topic) {
        this.admin = admin;
        this.applicationId = applicationId;
        this.topic = topic;
    }

    Level level() {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        for (TopicPartitionInfo partition : partitions()) {
            latest.put(new TopicPartition(topic, partition.partition()), OffsetSpec.latest());
        }
        var ends = get(admin.listOffsets(latest).all());
        Map<TopicPartition, OffsetAndMetadata> offsets =
                get(admin.listConsumerGroupOffsets(applicationId).partitionsToOffsetAndMetadata());
        long records = 0;
        long committed = 0;
        for (var end : ends.entrySet()) {
            OffsetAndMetadata offset = offsets.get(end.getKey());
            records += end.getValue().offset();
            committed += offset == null ? 0 : offset.offset();
        }
        return new Level(records, committed);
    }

    private Collection<TopicPartitionInfo> partitions() {
        return get(admin.describeTopics(List.of(topic)).allTopicNames())
                .get(topic)
                .partitions();
    }

    private <T> T get(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new WordCountFailure("cannot look at topic " + topic + ": " + e.getCause(), e);
        } catch (InterruptedException e) {
            throw Interruption.in("looking at topic " + topic, e);
        }
    }
}
