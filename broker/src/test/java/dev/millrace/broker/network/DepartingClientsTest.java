package dev.millrace.broker.network;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import dev.millrace.broker.embedded.Broker;
import dev.millrace.broker.log.Batches;
import dev.millrace.broker.settings.BrokerSettings;

import static org.assertj.core.api.Assertions.assertThat;

class DepartingClientsTest {
    private static final short VERSION = 9;
    private static final int REQUESTS = 50;

    @TempDir
    Path directory;

    @Test
    @Timeout(30)
    void whatWasSentBeforeTheClientLeftIsStillHandled() throws Exception {
        try (Broker broker = Broker.start(BrokerSettings.at(directory));
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic("left", 1, (short) 1)))
                    .all()
                    .get();
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            for (int i = 0; i < REQUESTS; i++) {
                all.write(RawClient.frame(ApiKeys.PRODUCE, VERSION, produceWithoutAnswer("record " + i)));
            }
            try (RawClient client = new RawClient(broker.port())) {
                client.send(all.toByteArray());
            }

            TopicPartition partition = new TopicPartition("left", 0);
            long end = 0;
            while (end < REQUESTS) {
                end = admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                        .partitionResult(partition)
                        .get()
                        .offset();
            }
            assertThat(end).isEqualTo(REQUESTS);
        }
    }

    private static ProduceRequestData produceWithoutAnswer(String value) {
        ProduceRequestData request = new ProduceRequestData().setAcks((short) 0).setTimeoutMs(1000);
        request.topicData()
                .add(new ProduceRequestData.TopicProduceData()
                        .setName("left")
                        .setPartitionData(List.of(new ProduceRequestData.PartitionProduceData()
                                .setIndex(0)
                                .setRecords(Batches.values(value)))));
        return request;
    }
}
