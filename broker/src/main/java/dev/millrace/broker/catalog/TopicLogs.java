package dev.millrace.broker.catalog;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.apache.kafka.common.TopicPartition;

import dev.millrace.broker.log.LogEnvironment;
import dev.millrace.broker.log.PartitionLog;
import dev.millrace.broker.settings.LogSettings;

/**
 * A topic with the open logs of its partitions.
 *
 * @param topic the topic
 * @param logs by partition number
 */
record TopicLogs(Topic topic, List<PartitionLog> logs) {

    /**
     * Opens the logs that are not open yet.
     *
     * @param open logs of the first partitions
     */
    static TopicLogs open(
            Topic topic,
            LogSettings settings,
            List<PartitionLog> open,
            TopicDirectories directories,
            LogEnvironment environment)
            throws IOException {
        List<PartitionLog> logs = new ArrayList<>(open);
        try {
            for (int partition = open.size(); partition < topic.partitionCount(); partition++) {
                logs.add(PartitionLog.open(
                        new TopicPartition(topic.name(), partition),
                        directories.partition(topic, partition),
                        settings,
                        environment));
            }
            return new TopicLogs(topic, List.copyOf(logs));
        } catch (IOException | RuntimeException e) {
            logs.subList(open.size(), logs.size()).forEach(PartitionLog::close);
            throw e;
        }
    }
}
