package dev.millrace.broker.api;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.apache.kafka.common.message.DescribeTopicPartitionsRequestData;
import org.apache.kafka.common.message.DescribeTopicPartitionsRequestData.TopicRequest;
import org.apache.kafka.common.message.DescribeTopicPartitionsResponseData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.requests.DescribeTopicPartitionsResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Topics described a page at a time. */
class DescribeTopicPartitionsTest {
    @TempDir
    Path directory;

    private ApiFixture apis;

    @BeforeEach
    void open() throws Exception {
        apis = new ApiFixture(directory);
        apis.catalog().create("a", 3, Map.of());
        apis.catalog().create("b", 2, Map.of());
    }

    @AfterEach
    void close() throws Exception {
        apis.close();
    }

    @Test
    void pagesTogetherHoldEveryPartitionOnce() {
        List<String> found = new ArrayList<>();
        DescribeTopicPartitionsRequestData request = new DescribeTopicPartitionsRequestData()
                .setTopics(List.of(new TopicRequest().setName("b"), new TopicRequest().setName("a")))
                .setResponsePartitionLimit(2);
        DescribeTopicPartitionsResponseData page = ask(request);
        while (page.nextCursor() != null) {
            note(page, found);
            request.setCursor(new DescribeTopicPartitionsRequestData.Cursor()
                    .setTopicName(page.nextCursor().topicName())
                    .setPartitionIndex(page.nextCursor().partitionIndex()));
            page = ask(request);
        }
        note(page, found);

        assertThat(found).containsExactly("a-0", "a-1", "a-2", "b-0", "b-1");
    }

    private static void note(DescribeTopicPartitionsResponseData page, List<String> found) {
        page.topics().forEach(topic -> topic.partitions()
                .forEach(partition -> found.add(topic.name() + "-" + partition.partitionIndex())));
    }

    private DescribeTopicPartitionsResponseData ask(DescribeTopicPartitionsRequestData request) {
        return ((DescribeTopicPartitionsResponse) apis.call(ApiKeys.DESCRIBE_TOPIC_PARTITIONS, (short) 0, request))
                .data();
    }
}
