package dev.millrace.interop.tools;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import dev.millrace.interop.process.SharedBroker;

import static org.assertj.core.api.Assertions.assertThat;

/** What an operator types, and what comes back. */
@ExtendWith(SharedBroker.class)
@Timeout(120)
class ApacheToolsTest {
    @TempDir
    Path directory;

    private ApacheTool tool;

    @BeforeEach
    void findBroker(SharedBroker.Address address) {
        tool = new ApacheTool(address.bootstrapServers(), directory);
    }

    @Test
    void topicsAreMadeGrownDescribedAndDeleted() throws Exception {
        String made = tool.run(
                "TopicCommand",
                "--create",
                "--topic",
                "tool-topic",
                "--partitions",
                "2",
                "--config",
                "retention.ms=123456");
        assertThat(made).contains("Created topic tool-topic.");
        tool.run("TopicCommand", "--alter", "--topic", "tool-topic", "--partitions", "3");
        assertThat(tool.run("TopicCommand", "--describe", "--topic", "tool-topic"))
                .contains("PartitionCount: 3", "ReplicationFactor: 1", "retention.ms=123456", "Partition: 2");
        tool.run("TopicCommand", "--delete", "--topic", "tool-topic");
        assertThat(tool.run("TopicCommand", "--list")).doesNotContain("tool-topic");
    }

    @Test
    void configurationOfATopicIsChangedAndTakenBack() throws Exception {
        create("tool-config");
        String[] topic = {"--entity-type", "topics", "--entity-name", "tool-config"};
        config(topic, "--alter", "--add-config", "cleanup.policy=compact");
        assertThat(config(topic, "--describe")).contains("cleanup.policy=compact");
        config(topic, "--alter", "--delete-config", "cleanup.policy");
        assertThat(config(topic, "--describe")).doesNotContain("cleanup.policy=compact");
    }

    private String config(String[] entity, String... action) throws Exception {
        String[] all =
                Stream.concat(Arrays.stream(entity), Arrays.stream(action)).toArray(String[]::new);
        return tool.run("kafka.admin.ConfigCommand", all);
    }

    @Test
    void linesTypedAreReadInAGroupThatIsThenResetAndDeleted() throws Exception {
        create("tool-lines");
        produce("tool-lines", "one\ntwo\nthree\n");
        String[] read = {"--topic", "tool-lines", "--group", "tool-group", "--from-beginning", "--max-messages", "3"};
        assertThat(tool.run("consumer.ConsoleConsumer", read)).contains("one\ntwo\nthree\n");

        assertThat(group("--describe")).containsPattern("tool-group +tool-lines +0 +3 +3 +0");
        String reset = group("--reset-offsets", "--to-offset", "1", "--topic", "tool-lines", "--execute");
        assertThat(reset).containsPattern("tool-group +tool-lines +0 +1");
        assertThat(tool.run("GroupsCommand", "--list")).containsPattern("tool-group +Classic");
        assertThat(group("--delete")).contains("Deletion of requested consumer groups ('tool-group') was successful");
        assertThat(tool.run("consumer.group.ConsumerGroupCommand", "--list")).doesNotContain("tool-group");
    }

    private String group(String... action) throws Exception {
        String[] all = Stream.concat(Stream.of("--group", "tool-group"), Arrays.stream(action))
                .toArray(String[]::new);
        return tool.run("consumer.group.ConsumerGroupCommand", all);
    }

    @Test
    void offsetsAreShownAndRecordsDeleted() throws Exception {
        create("tool-trimmed");
        produce("tool-trimmed", "a\nb\nc\n");
        assertThat(tool.run("GetOffsetShell", "--topic", "tool-trimmed")).contains("tool-trimmed:0:3");
        Path wanted = Files.writeString(
                directory.resolve("wanted.json"),
                "{\"version\":1,\"partitions\":[{\"topic\":\"tool-trimmed\",\"partition\":0,\"offset\":2}]}");
        assertThat(tool.run("DeleteRecordsCommand", "--offset-json-file", wanted.toString()))
                .containsPattern("tool-trimmed-0\\s+low_watermark: 2");
        assertThat(tool.run("GetOffsetShell", "--topic", "tool-trimmed", "--time", "earliest"))
                .contains("tool-trimmed:0:2");
    }

    @Test
    void accessIsGrantedListedAndTakenBack() throws Exception {
        String[] rule = {"--allow-principal", "User:ada", "--operation", "Read", "--topic", "tool-secret"};
        acl("--add", rule);
        assertThat(tool.run("AclCommand", "--list", "--topic", "tool-secret"))
                .contains("principal=User:ada", "operation=READ", "permissionType=ALLOW");
        acl("--remove", rule);
        assertThat(tool.run("AclCommand", "--list")).doesNotContain("tool-secret");
    }

    private void acl(String action, String... rule) throws Exception {
        String[] all =
                Stream.concat(Stream.of(action, "--force"), Arrays.stream(rule)).toArray(String[]::new);
        tool.run("AclCommand", all);
    }

    @Test
    void transactionalLoadIsWrittenAndItsTransactionListedAndDescribed() throws Exception {
        create("tool-load");
        String[] load = {
            "--topic",
            "tool-load",
            "--num-records",
            "500",
            "--record-size",
            "100",
            "--throughput",
            "-1",
            "--transactional-id",
            "tool-transaction"
        };
        assertThat(tool.run("ProducerPerformance", load)).contains("500 records sent");
        assertThat(tool.run("TransactionsCommand", "list")).containsPattern("tool-transaction\\s.*CompleteCommit");
        assertThat(tool.run("TransactionsCommand", "describe", "--transactional-id", "tool-transaction"))
                .contains("CompleteCommit");
        String read = tool.run("ConsumerPerformance", "--topic", "tool-load", "--num-records", "500");
        assertThat(read).contains(", 500, ");
    }

    @Test
    void verifiableProducerAndConsumerAgree() throws Exception {
        create("tool-verified");
        assertThat(tool.run("VerifiableProducer", "--topic", "tool-verified", "--max-messages", "50"))
                .contains("\"acked\":50");
        String[] read = {"--topic", "tool-verified", "--group-id", "tool-verifiers", "--max-messages", "50"};
        assertThat(tool.run("VerifiableConsumer", read)).contains("\"count\":50", "offsets_committed");
    }

    @Test
    void theBrokerTellsWhatItIs() throws Exception {
        assertThat(tool.run("ClusterTool", "cluster-id")).contains("Cluster ID: ");
        assertThat(tool.run("BrokerApiVersionsCommand")).contains("Produce(0): ", "StreamsGroupHeartbeat(88): ");
        assertThat(tool.run("FeatureCommand", "describe")).contains("transaction.version");
        create("tool-placed");
        assertThat(tool.run("LogDirsCommand", "--describe", "--topic-list", "tool-placed"))
                .contains("\"partition\":\"tool-placed-0\"");
    }

    private void create(String topic) throws Exception {
        tool.run("TopicCommand", "--create", "--topic", topic);
    }

    private void produce(String topic, String lines) throws Exception {
        tool.runTyping(lines, "ConsoleProducer", "--topic", topic);
    }
}
