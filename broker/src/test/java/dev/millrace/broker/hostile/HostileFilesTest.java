package dev.millrace.broker.hostile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.stream.Stream;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import dev.millrace.broker.embedded.Broker;
import dev.millrace.broker.settings.BrokerSettings;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A data directory with one spoiled file: the broker starts, and closes again, or refuses to start and names what is
 * wrong.
 */
class HostileFilesTest {
    @TempDir
    Path directory;

    private Path sound;

    /** As it was while the broker ran, so that nothing is sealed, with something in every kind of file. */
    @BeforeEach
    void fill() throws Exception {
        Path living = directory.resolve("living");
        sound = directory.resolve("sound");
        try (Broker broker = Broker.start(settings(living));
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            administer(admin);
            write(broker.bootstrapServers());
            copy(living, sound);
        }
    }

    @Test
    @Timeout(120)
    void aSpoiledFileIsMendedOrNamed() throws IOException {
        spoil(50, 20261127L);
    }

    @Test
    @Tag("soak")
    @Timeout(7200)
    void manySpoiledFilesAreMendedOrNamed() throws IOException {
        spoil(5_000, System.nanoTime());
    }

    private void spoil(int rounds, long seed) throws IOException {
        Random random = new Random(seed);
        List<Path> files = files(sound);
        assertThat(files).as("kinds of files").hasSizeGreaterThan(8);
        for (int round = 0; round < rounds; round++) {
            Path spoiled = directory.resolve("spoiled");
            copy(sound, spoiled);
            Path file = spoiled.resolve(sound.relativize(files.get(random.nextInt(files.size()))));
            Files.write(file, Mutations.of(Files.readAllBytes(file), random));
            start(spoiled, "seed " + seed + ", round " + round + ", " + spoiled.relativize(file));
            Utils.delete(spoiled.toFile());
        }
    }

    private static void start(Path spoiled, String what) {
        try (Broker broker = Broker.start(settings(spoiled))) {
            assertThat(broker.port()).as(what).isPositive();
        } catch (UncheckedIOException | IllegalStateException refused) {
            assertThat(refused.getMessage()).as(what).isNotBlank();
        }
    }

    private static BrokerSettings settings(Path directory) {
        return BrokerSettings.fromProperties(properties(directory));
    }

    private static Properties properties(Path directory) {
        Properties properties = new Properties();
        properties.setProperty("listeners", "PLAINTEXT://127.0.0.1:0");
        properties.setProperty("log.dirs", directory.toString());
        properties.setProperty("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        properties.setProperty("super.users", "User:ANONYMOUS");
        return properties;
    }

    private static void administer(Admin admin) throws Exception {
        admin.createTopics(List.of(
                        new NewTopic("orders", 2, (short) 1),
                        new NewTopic("latest", 1, (short) 1).configs(Map.of("cleanup.policy", "compact"))))
                .all()
                .get();
        admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(
                        "ada", new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_256, 4096), "secret")))
                .all()
                .get();
        admin.createAcls(List.of(new AclBinding(
                        new ResourcePattern(ResourceType.TOPIC, "orders", PatternType.LITERAL),
                        new AccessControlEntry("User:ada", "*", AclOperation.READ, AclPermissionType.ALLOW))))
                .all()
                .get();
    }

    private static void write(String bootstrapServers) {
        Map<String, Object> config = Map.of("bootstrap.servers", bootstrapServers, "transactional.id", "booker");
        TopicPartition first = new TopicPartition("orders", 0);
        try (var producer = new KafkaProducer<>(config, new StringSerializer(), new StringSerializer());
                var consumer = new KafkaConsumer<>(
                        Map.of("bootstrap.servers", bootstrapServers, "group.id", "readers"),
                        new StringDeserializer(),
                        new StringDeserializer())) {
            producer.initTransactions();
            for (int transaction = 0; transaction < 3; transaction++) {
                producer.beginTransaction();
                producer.send(new ProducerRecord<>("orders", 0, "key", "value " + transaction));
                producer.send(new ProducerRecord<>("orders", 1, "key", "value " + transaction));
                producer.send(new ProducerRecord<>("latest", 0, "key", "value " + transaction));
                if (transaction == 1) {
                    producer.abortTransaction();
                } else {
                    producer.commitTransaction();
                }
            }
            consumer.assign(List.of(first));
            consumer.commitSync(Map.of(first, new OffsetAndMetadata(2)));
        }
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().contains("lock"))
                    .sorted()
                    .toList();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path source : all.sorted().toList()) {
                Path target = to.resolve(from.relativize(source).toString());
                if (Files.isDirectory(source)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(source, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }
}
