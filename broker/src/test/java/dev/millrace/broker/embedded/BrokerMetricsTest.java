package dev.millrace.broker.embedded;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import dev.millrace.broker.settings.BrokerSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a dashboard sees of a broker by JMX, under the names of Apache Kafka. */
@Timeout(60)
class BrokerMetricsTest {
    private static final MBeanServer JMX = ManagementFactory.getPlatformMBeanServer();
    private static final String TRAFFIC = "kafka.server:type=BrokerTopicMetrics,name=";
    private static final String REQUESTS = "kafka.network:type=RequestMetrics,name=";
    private static final String LOG = "kafka.log:type=Log,name=LogEndOffset,topic=orders,partition=";

    @TempDir
    Path directory;

    private Broker broker;
    private Admin admin;

    @BeforeEach
    void start() throws Exception {
        broker = Broker.start(BrokerSettings.at(directory));
        admin = Admin.create(clientOf(broker));
        admin.createTopics(List.of(new NewTopic("orders", 2, (short) 1))).all().get();
    }

    @AfterEach
    void close() {
        admin.close();
        broker.close();
    }

    @Test
    void whatIsWrittenAndReadIsCountedByTopicAndAsAWhole() throws Exception {
        produce(broker, "a", "bb", "ccc");
        consume(3);

        await(TRAFFIC + "MessagesInPerSec,topic=orders", "Count", 3L);
        await(TRAFFIC + "MessagesInPerSec", "Count", 3L);
        long bytesIn = (Long) value(TRAFFIC + "BytesInPerSec,topic=orders", "Count");
        assertThat(bytesIn).isPositive();
        await(TRAFFIC + "BytesOutPerSec,topic=orders", "Count", bytesIn);
        await(TRAFFIC + "FailedProduceRequestsPerSec", "Count", 0L);
        assertThat((Long) value(TRAFFIC + "TotalProduceRequestsPerSec", "Count"))
                .isEqualTo(3);
    }

    @Test
    void refusedRecordsAreCountedWithTheirBytes() {
        assertThatThrownBy(() -> produce(broker, "x".repeat(2_000_000))).isInstanceOf(ExecutionException.class);

        await(TRAFFIC + "FailedProduceRequestsPerSec,topic=orders", "Count", 1L);
        assertThat((Long) value(TRAFFIC + "BytesRejectedPerSec,topic=orders", "Count"))
                .isGreaterThan(2_000_000);
        await(TRAFFIC + "MessagesInPerSec,topic=orders", "Count", 0L);
    }

    @Test
    void requestsAreCountedAndTimed() throws Exception {
        produce(broker, "a");

        await(REQUESTS + "TotalTimeMs,request=Produce", "Count", 1L);
        assertThat((Double) value(REQUESTS + "TotalTimeMs,request=Produce", "99thPercentile"))
                .isBetween(0.0, 60_000.0);
        assertThat(names(REQUESTS + "RequestsPerSec,request=Produce,version=*")).hasSize(1);
        assertThat((Double) value("kafka.network:type=SocketServer,name=NetworkProcessorAvgIdlePercent", "Value"))
                .isBetween(0.0, 1.0);
        assertThat((Double) value(
                        "kafka.server:type=KafkaRequestHandlerPool,name=RequestHandlerAvgIdlePercent", "MeanRate"))
                .isBetween(0.0, 1.1);
        String sockets = "kafka.server:type=socket-server-metrics,listener=PLAINTEXT,networkProcessor=0";
        assertThat((Double) value(sockets, "connection-creation-total")).isPositive();
    }

    @Test
    void partitionsAreShownAsLongAsTheyLast() throws Exception {
        produce(broker, "a", "b");
        await(LOG + "0", "Value", 2L);
        await(LOG + "1", "Value", 0L);
        await("kafka.controller:type=KafkaController,name=OfflinePartitionsCount", "Value", 0);
        await("kafka.server:type=ReplicaManager,name=PartitionCount", "Value", 4);

        admin.deleteTopics(List.of("orders")).all().get();

        awaitNone(LOG + "*");
        awaitNone(TRAFFIC + "MessagesInPerSec,topic=orders");
        await("kafka.server:type=ReplicaManager,name=PartitionCount", "Value", 2);
    }

    @Test
    void aFetchThatOutlivesItsTopicDoesNotBringItBack() throws Exception {
        produce(broker, "a");
        Map<String, Object> config = clientOf(broker);
        config.put("fetch.min.bytes", 1_000_000);
        TopicPartition partition = new TopicPartition("orders", 0);
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            String waiting = "kafka.server:type=DelayedOperationPurgatory,name=PurgatorySize,delayedOperation=Fetch";
            consumer.poll(Duration.ofMillis(100));
            await(waiting, "Value", 1);

            admin.deleteTopics(List.of("orders")).all().get();

            await(waiting, "Value", 0);
            awaitNone(TRAFFIC + "BytesOutPerSec,topic=orders");
        }
    }

    @Test
    void aTopicMadeAnewIsAnotherOne() throws Exception {
        produce(broker, "a", "b");
        await(LOG + "0", "Value", 2L);

        admin.deleteTopics(List.of("orders")).all().get();
        admin.createTopics(List.of(new NewTopic("orders", 1, (short) 1))).all().get();

        await(LOG + "0", "Value", 0L);
        awaitNone(LOG + "1");
    }

    @Test
    void groupsAreCountedByProtocolAndState() throws Exception {
        produce(broker, "a");
        Map<String, Object> config = clientOf(broker);
        config.put("group.id", "readers");
        config.put("auto.offset.reset", "earliest");
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of("orders"));
            while (consumer.poll(Duration.ofMillis(100)).isEmpty()) {
                LockSupport.parkNanos(1);
            }
            consumer.commitSync();
            await("kafka.coordinator.group:type=GroupMetadataManager,name=NumGroupsStable", "Value", 1);
            await("kafka.coordinator.group:type=GroupMetadataManager,name=NumOffsets", "Value", 2);
            await("kafka.server:type=group-coordinator-metrics,protocol=classic", "group-count", 1.0);
        }
        await("kafka.coordinator.group:type=GroupMetadataManager,name=NumGroupsEmpty", "Value", 1);
        await("kafka.server:type=group-coordinator-metrics,protocol=consumer", "group-count", 0.0);
    }

    @Test
    void aSecondBrokerOfTheJvmHasNamesOfItsOwn(@TempDir Path other) throws Exception {
        await("kafka.server:type=KafkaServer,name=BrokerState", "Value", 3);
        try (Broker second = Broker.start(BrokerSettings.at(other))) {
            String suffix = ",broker=" + second.port();
            await("kafka.server:type=KafkaServer,name=BrokerState" + suffix, "Value", 3);
            produce(second, "a");
            await(TRAFFIC + "MessagesInPerSec" + suffix, "Count", 1L);
            await(TRAFFIC + "MessagesInPerSec", "Count", 0L);
        }
        awaitNone("kafka.server:broker=*,*");
        await("kafka.server:type=KafkaServer,name=BrokerState", "Value", 3);
    }

    @Test
    void aClosedBrokerIsShownNoMore() {
        await("kafka.server:type=KafkaServer,name=BrokerState", "Value", 3);

        broker.close();

        for (String domain : List.of("server", "network", "log", "cluster", "controller", "coordinator.group")) {
            assertThat(names("kafka." + domain + ":*")).as(domain).isEmpty();
        }
    }

    private static Map<String, Object> clientOf(Broker broker) {
        return new HashMap<>(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    private static void produce(Broker to, String... values) throws ExecutionException, InterruptedException {
        Map<String, Object> config = clientOf(to);
        config.put("max.request.size", 10_000_000);
        try (var producer = new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
            for (String value : values) {
                producer.send(new ProducerRecord<>("orders", 0, "k", value)).get();
            }
        }
    }

    private void consume(int count) {
        Map<String, Object> config = clientOf(broker);
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            TopicPartition partition = new TopicPartition("orders", 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            int seen = 0;
            while (seen < count) {
                seen += consumer.poll(Duration.ofMillis(100)).count();
            }
        }
    }

    private static Object value(String bean, String attribute) {
        try {
            return JMX.getAttribute(new ObjectName(bean), attribute);
        } catch (JMException e) {
            return e.toString();
        }
    }

    private static Set<ObjectName> names(String pattern) {
        try {
            return JMX.queryNames(new ObjectName(pattern), null);
        } catch (JMException e) {
            throw new IllegalArgumentException(pattern, e);
        }
    }

    /** Beans appear in the background and gauges may be a second old, so whoever looks must wait. */
    private static void await(String bean, String attribute, Object expected) {
        Object seen = value(bean, attribute);
        while (!expected.equals(seen)) {
            pause(bean + " " + attribute + " is " + seen + ", not " + expected);
            seen = value(bean, attribute);
        }
    }

    private static void awaitNone(String pattern) {
        while (!names(pattern).isEmpty()) {
            pause(names(pattern) + " should be gone");
        }
    }

    private static void pause(String waitingFor) {
        if (Thread.currentThread().isInterrupted()) {
            throw new AssertionError(waitingFor);
        }
        LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    }
}
