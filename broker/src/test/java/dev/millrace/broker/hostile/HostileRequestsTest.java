package dev.millrace.broker.hostile;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.message.ApiVersionsResponseData;
import org.apache.kafka.common.message.ApiVersionsResponseData.ApiVersion;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.serialization.IntegerDeserializer;
import org.apache.kafka.common.serialization.IntegerSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import dev.millrace.broker.embedded.Broker;
import dev.millrace.broker.settings.BrokerSettings;
import dev.millrace.broker.settings.RequestSettings;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests of every API at every version with any values, every fifth with spoiled bytes: no thread of the broker ends, and a client beside them writes and reads all the while.
 */
class HostileRequestsTest {
    private static final int MAX_BYTES = 200_000;
    private static final int PER_CONNECTION = 5;
    private static final int LOOK_EVERY = 2_000;
    private static final String OWN_TOPIC = "of-the-bystander";

    /** They make topics of any size, or delete those of the bystander. */
    private static final Set<ApiKeys> NOT_ASKED_FOR =
            Set.of(ApiKeys.CREATE_TOPICS, ApiKeys.CREATE_PARTITIONS, ApiKeys.DELETE_RECORDS);

    @TempDir
    Path directory;

    private int told;

    @Test
    @Timeout(120)
    void othersAreServedWhateverComes() throws Exception {
        attack(30_000, 20261127L);
    }

    @Test
    @Tag("soak")
    @Timeout(7200)
    void othersAreServedWhateverComesForLong() throws Exception {
        attack(1_000_000, System.nanoTime());
    }

    private void attack(int inputs, long seed) throws Exception {
        BrokerSettings settings =
                BrokerSettings.at(directory).withRequests(RequestSettings.DEFAULTS.withMaxBytes(MAX_BYTES));
        try (Broker broker = Broker.start(settings)) {
            createTopics(broker);
            Set<String> threads = threads(broker);
            List<ApiVersion> served = served(broker.port());
            Random random = new Random(seed);
            try (Bystander bystander = new Bystander(broker.bootstrapServers())) {
                for (int done = 0; done < inputs; done += PER_CONNECTION) {
                    send(broker.port(), served, random);
                    if (done % LOOK_EVERY == 0) {
                        bystander.writesAndReads();
                    }
                }
                bystander.writesAndReads();
            }
            assertThat(threads(broker)).as("seed %d", seed).isEqualTo(threads);
        }
        try (Broker again = Broker.start(settings);
                Bystander bystander = new Bystander(again.bootstrapServers())) {
            bystander.writesAndReads();
        }
    }

    private static void createTopics(Broker broker) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(
                            new NewTopic("known", 2, (short) 1),
                            new NewTopic("compacted", 1, (short) 1).configs(Map.of("cleanup.policy", "compact")),
                            new NewTopic(OWN_TOPIC, 1, (short) 1)))
                    .all()
                    .get();
        }
    }

    /** Sends some requests, then one that is spoiled, and leaves, whether they are answered or not. */
    private static void send(int port, List<ApiVersion> served, Random random) throws IOException {
        RandomMessages messages = new RandomMessages(random);
        try (Socket socket = new Socket("127.0.0.1", port)) {
            OutputStream out = socket.getOutputStream();
            for (int left = PER_CONNECTION - 1; left >= 0; left--) {
                ApiVersion api = served.get(random.nextInt(served.size()));
                int versions = api.maxVersion() - api.minVersion() + 1;
                byte[] body = messages.request(
                        ApiKeys.forId(api.apiKey()), (short) (api.minVersion() + random.nextInt(versions)));
                out.write(frame(left > 0 ? body : Mutations.of(body, random)));
            }
        } catch (IOException closedByTheBroker) {
            assertThat(closedByTheBroker.getMessage()).containsAnyOf("reset", "Broken pipe", "closed");
        }
    }

    /** Returns what the broker says it serves. */
    private static List<ApiVersion> served(int port) throws IOException {
        byte[] request = new RandomMessages(new Random(0)).plain(ApiKeys.API_VERSIONS, (short) 0);
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream().write(frame(request));
            DataInputStream in = new DataInputStream(socket.getInputStream());
            byte[] answer = new byte[in.readInt()];
            in.readFully(answer);
            ByteBuffer body = ByteBuffer.wrap(answer).position(Integer.BYTES);
            return new ApiVersionsResponseData(new ByteBufferAccessor(body), (short) 0)
                    .apiKeys().stream()
                            .filter(api -> !NOT_ASKED_FOR.contains(ApiKeys.forId(api.apiKey())))
                            .toList();
        }
    }

    private static byte[] frame(byte[] body) {
        return ByteBuffer.allocate(Integer.BYTES + body.length)
                .putInt(body.length)
                .put(body)
                .array();
    }

    private static Set<String> threads(Broker broker) {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("millrace-broker-" + broker.port() + "-"))
                .collect(Collectors.toSet());
    }

    /** A client as any other, with a topic of its own. */
    private final class Bystander implements AutoCloseable {
        private static final Duration PATIENCE = Duration.ofSeconds(20);

        private final KafkaProducer<Integer, Integer> producer;
        private final KafkaConsumer<Integer, Integer> consumer;

        Bystander(String bootstrapServers) {
            producer = new KafkaProducer<>(
                    Map.of("bootstrap.servers", bootstrapServers), new IntegerSerializer(), new IntegerSerializer());
            consumer = new KafkaConsumer<>(
                    Map.of("bootstrap.servers", bootstrapServers),
                    new IntegerDeserializer(),
                    new IntegerDeserializer());
            consumer.assign(List.of(new TopicPartition(OWN_TOPIC, 0)));
            consumer.seekToEnd(consumer.assignment());
            consumer.position(new TopicPartition(OWN_TOPIC, 0));
        }

        void writesAndReads() throws Exception {
            told++;
            producer.send(new ProducerRecord<>(OWN_TOPIC, told, told)).get();
            var records = consumer.poll(PATIENCE);
            assertThat(records).hasSize(1);
            assertThat(records.iterator().next().value()).isEqualTo(told);
        }

        @Override
        public void close() {
            producer.close();
            consumer.close();
        }
    }
}
