package dev.millrace.broker.api;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

import org.apache.kafka.common.message.DescribeLogDirsRequestData;
import org.apache.kafka.common.message.DescribeLogDirsRequestData.DescribableLogDirTopic;
import org.apache.kafka.common.message.DescribeLogDirsResponseData;
import org.apache.kafka.common.message.DescribeLogDirsResponseData.DescribeLogDirsPartition;
import org.apache.kafka.common.message.DescribeLogDirsResponseData.DescribeLogDirsResult;
import org.apache.kafka.common.message.DescribeLogDirsResponseData.DescribeLogDirsTopic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.broker.catalog.Topic;
import dev.millrace.broker.catalog.TopicCatalog;

/** Describes the data directory: how large each partition is, and how much room there is. */
final class DescribeLogDirsHandler implements Handler<DescribeLogDirsRequestData> {
    private static final Logger LOG = LoggerFactory.getLogger(DescribeLogDirsHandler.class);

    private final TopicCatalog catalog;
    private final Path directory;

    DescribeLogDirsHandler(TopicCatalog catalog, Path directory) {
        this.catalog = catalog;
        this.directory = directory.toAbsolutePath();
    }

    @Override
    public void handle(DescribeLogDirsRequestData request, Call call) {
        DescribeLogDirsResult result = new DescribeLogDirsResult().setLogDir(directory.toString());
        for (Topic topic : catalog.topics()) {
            DescribeLogDirsTopic described = new DescribeLogDirsTopic().setName(topic.name());
            for (int partition = 0; partition < topic.partitionCount(); partition++) {
                if (isWanted(request, topic.name(), partition)) {
                    described
                            .partitions()
                            .add(new DescribeLogDirsPartition()
                                    .setPartitionIndex(partition)
                                    .setPartitionSize(
                                            catalog.log(topic, partition).sizeBytes()));
                }
            }
            if (!described.partitions().isEmpty()) {
                result.topics().add(described);
            }
        }
        measure(result);
        DescribeLogDirsResponseData response = new DescribeLogDirsResponseData();
        response.results().add(result);
        call.answer(response);
    }

    private static boolean isWanted(DescribeLogDirsRequestData request, String topic, int partition) {
        if (request.topics() == null) {
            return true;
        }
        DescribableLogDirTopic wanted = request.topics().find(topic);
        return wanted != null && wanted.partitions().contains(partition);
    }

    private void measure(DescribeLogDirsResult result) {
        try {
            FileStore store = Files.getFileStore(directory);
            result.setTotalBytes(store.getTotalSpace()).setUsableBytes(store.getUsableSpace());
        } catch (IOException e) {
            LOG.warn("Cannot tell how much room there is in {}", directory, e);
        }
    }
}
