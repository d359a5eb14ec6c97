package dev.millrace.broker.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.protocol.Errors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.millrace.broker.io.Disk;
import dev.millrace.broker.log.AppendOrigin;
import dev.millrace.broker.log.Batches;
import dev.millrace.broker.log.GroupCommit;
import dev.millrace.broker.log.LogEnvironment;
import dev.millrace.broker.log.ManualTime;
import dev.millrace.broker.log.PartitionLog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class TopicCatalogTest {

    @TempDir
    Path directory;

    private final ManualTime time = new ManualTime();
    private TopicCatalog catalog;

    @BeforeEach
    void open() throws IOException {
        catalog = TopicCatalog.open(directory, Map.of(), new LogEnvironment(Disk.LOCAL, time, new GroupCommit()));
    }

    @AfterEach
    void close() throws IOException {
        catalog.close();
    }

    @Test
    void findsATopicByNameAndId() {
        Topic made = catalog.create("orders", 3, Map.of("retention.ms", "1000"));

        assertThat(catalog.topic("orders")).contains(made);
        assertThat(catalog.topic(made.id())).contains(made);
        assertThat(catalog.topics()).containsExactly(made);
        assertThat(catalog.log(made, 2).settings().retention().maxAgeMs()).isEqualTo(1000);
    }

    @Test
    void knowsNoOthers() {
        assertThat(catalog.topic("orders")).isEmpty();
        assertThat(catalog.topic(Uuid.randomUuid())).isEmpty();
    }

    @Test
    void keepsTopicsAndRecordsOverARestart() throws IOException {
        Topic made = catalog.create("orders", 2, Map.of("cleanup.policy", "compact,delete"));
        catalog.create("other", 1, Map.of());
        Topic logged = catalog.topic("other").orElseThrow();
        catalog.log(logged, 0).append(Batches.values("a"), AppendOrigin.CLIENT);

        reopen();

        assertThat(catalog.topic("orders")).contains(made);
        assertThat(Batches.contentOf(catalog.log(logged, 0))).containsExactly("0:a");
    }

    @Test
    void keepsItsIdentity() throws IOException {
        Uuid before = catalog.clusterId();

        reopen();

        assertThat(catalog.clusterId()).isEqualTo(before);
    }

    @Test
    void refusesANameThatIsTaken() {
        catalog.create("orders", 1, Map.of());

        assertRefused(() -> catalog.create("orders", 1, Map.of()), Errors.TOPIC_ALREADY_EXISTS, "orders");
    }

    @Test
    void refusesBadNames() {
        for (String name : new String[] {"", ".", "..", "a/b", "a b", "ä", "x".repeat(250)}) {
            assertRefused(() -> catalog.create(name, 1, Map.of()), Errors.INVALID_TOPIC_EXCEPTION, "allowed");
        }
        assertThat(catalog.topics()).isEmpty();
    }

    @Test
    void refusesBadPartitionCounts() {
        assertRefused(() -> catalog.create("orders", 0, Map.of()), Errors.INVALID_PARTITIONS, "0");
        assertRefused(() -> catalog.create("orders", 1_000_000, Map.of()), Errors.INVALID_PARTITIONS, "1000000");
    }

    @Test
    void refusesUnknownConfigurationByName() {
        assertRefused(
                () -> catalog.create("orders", 1, Map.of("retention.msec", "1")),
                Errors.INVALID_CONFIG,
                "retention.msec");
    }

    @Test
    void makesNothingWhenItOnlyValidates() throws IOException {
        catalog.validate("orders", 1, Map.of());

        assertThat(catalog.topics()).isEmpty();
        assertThat(Disk.LOCAL.list(directory.resolve("topics"))).isEmpty();
    }

    @Test
    void deletesATopicForGood() throws IOException {
        Topic first = catalog.create("orders", 1, Map.of());
        PartitionLog log = catalog.log(first, 0);
        log.append(Batches.values("a"), AppendOrigin.CLIENT);

        catalog.delete("orders");

        assertThat(catalog.topic("orders")).isEmpty();
        assertThat(catalog.topic(first.id())).isEmpty();
        assertThatThrownBy(() -> catalog.log(first, 0)).isInstanceOf(IllegalArgumentException.class);
        assertRefused(() -> catalog.delete("orders"), Errors.UNKNOWN_TOPIC_OR_PARTITION, "orders");
        reopen();
        assertThat(catalog.topics()).isEmpty();
    }

    @Test
    void letsReadersFinishWithADeletedTopic() {
        Topic topic = catalog.create("orders", 1, Map.of());
        catalog.log(topic, 0).append(Batches.values("a"), AppendOrigin.CLIENT);
        var held = catalog.log(topic, 0).read(0, 1000);

        catalog.delete("orders");

        assertThat(held.load().records()).hasSize(1);
    }

    @Test
    void deletesFilesOfADeletedTopicAfterTheDelay() throws IOException {
        catalog.create("orders", 2, Map.of());
        catalog.delete("orders");
        var upkeep = catalog.upkeep();
        upkeep.run(time.milliseconds());
        assertThat(Disk.LOCAL.list(directory.resolve("topics"))).hasSize(1);

        time.advance(Duration.ofMinutes(1));
        upkeep.run(time.milliseconds());

        assertThat(Disk.LOCAL.list(directory.resolve("topics"))).isEmpty();
    }

    @Test
    void givesATopicMadeAnewAnotherIdAndNoRecords() {
        Topic first = catalog.create("orders", 1, Map.of());
        catalog.log(first, 0).append(Batches.values("a"), AppendOrigin.CLIENT);
        catalog.delete("orders");

        Topic second = catalog.create("orders", 1, Map.of());

        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(catalog.log(second, 0).endOffset()).isZero();
    }

    @Test
    void addsPartitions() throws IOException {
        Topic topic = catalog.create("orders", 1, Map.of());
        catalog.log(topic, 0).append(Batches.values("a"), AppendOrigin.CLIENT);

        Topic grown = catalog.addPartitions("orders", 3);

        assertThat(grown.partitionCount()).isEqualTo(3);
        reopen();
        assertThat(catalog.topic("orders")).contains(grown);
        assertThat(catalog.log(grown, 0).endOffset()).isEqualTo(1);
        assertThat(catalog.log(grown, 2).endOffset()).isZero();
    }

    @Test
    void refusesToShrink() {
        catalog.create("orders", 2, Map.of());

        assertRefused(() -> catalog.addPartitions("orders", 2), Errors.INVALID_PARTITIONS, "orders");
        assertRefused(() -> catalog.addPartitions("none", 2), Errors.UNKNOWN_TOPIC_OR_PARTITION, "none");
    }

    @Test
    void knowsWhichTopicsAreTheBrokersOwn() {
        assertThat(catalog.create("__consumer_offsets", 1, Map.of()).internal()).isTrue();
        assertThat(catalog.create("__consumer_offsets2", 1, Map.of()).internal())
                .isFalse();
    }

    @Test
    void refusesADirectoryInUse() {
        assertThatThrownBy(() ->
                        TopicCatalog.open(directory, Map.of(), new LogEnvironment(Disk.LOCAL, time, new GroupCommit())))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("in use");
    }

    @Test
    void refusesToStartWithABrokenDescription() throws IOException {
        catalog.create("orders", 1, Map.of());
        catalog.close();
        Path file = Disk.LOCAL.list(directory.resolve("topics")).get(0).resolve("topic");
        byte[] bytes = Files.readAllBytes(file);
        bytes[20] ^= 1;
        Files.write(file, bytes);

        assertThatThrownBy(() ->
                        TopicCatalog.open(directory, Map.of(), new LogEnvironment(Disk.LOCAL, time, new GroupCommit())))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void handsOutProducerIdsOnce() throws IOException {
        long first = catalog.producerIds().next();
        long second = catalog.producerIds().next();
        reopen();
        long third = catalog.producerIds().next();

        assertThat(second).isGreaterThan(first);
        assertThat(third).isGreaterThan(second);
    }

    @Test
    void reservesProducerIdsBlockByBlock() {
        long first = catalog.producerIds().next();

        for (int i = 1; i < 2 * ProducerIds.BLOCK; i++) {
            assertThat(catalog.producerIds().next()).isEqualTo(first + i);
        }
    }

    private void reopen() throws IOException {
        catalog.close();
        catalog = TopicCatalog.open(directory, Map.of(), new LogEnvironment(Disk.LOCAL, time, new GroupCommit()));
    }

    private static void assertRefused(ThrowingCallable call, Errors error, String named) {
        CatalogRejected refusal = catchThrowableOfType(CatalogRejected.class, call);
        assertThat(refusal).as("refusal with " + error).isNotNull();
        assertThat(refusal.error()).isEqualTo(error);
        assertThat(refusal).hasMessageContaining(named);
    }
}
