package dev.millrace.cli.program;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TopicsCommandTest extends CliFixture {

    @Test
    void createdTopicsAreListedByName() {
        Outcome created = done("topics", "create", "listed-a", "listed-b", "--partitions", "3");

        assertThat(created.lines())
                .containsExactly(
                        "Created topic listed-a with 3 partitions.", "Created topic listed-b with 3 partitions.");
        assertThat(done("topics", "list", "listed-.*").lines()).containsExactly("listed-a", "listed-b");
        assertThat(done("topics", "list", "--long", "listed-a").lines().get(0))
                .startsWith("TOPIC     TOPIC-ID")
                .endsWith("PARTITIONS  REPLICAS  BYTES  INTERNAL");
    }

    @Test
    void theSpellingOfKafkaTopicsIsUnderstood() {
        done("topics", "--create", "--topic", "spelt", "--partitions", "2", "--replication-factor", "1");

        assertThat(done("topics", "--list", "--exclude-internal").lines()).contains("spelt");
        done("topics", "--alter", "--topic", "spelt", "--partitions", "4");
        assertThat(done("topics", "--describe", "--topic", "spelt", "--output", "json")
                        .json()
                        .at("/0/partitions"))
                .hasSize(4);
        done("topics", "--delete", "--topic", "spelt");
        assertThat(done("topics", "--list").lines()).doesNotContain("spelt");
    }

    @Test
    void aDescriptionHasPartitionsOffsetsSizesAndConfigurations() {
        done("topics", "create", "described", "--partitions", "2", "--config", "cleanup.policy=compact");
        doneWithInput("a\nb\nc\n", "produce", "described", "--partition", "1", "-k", "k");

        Outcome text = done("topics", "describe", "described");
        assertThat(text.lines().get(0))
                .startsWith("Topic: described  Id: ")
                .endsWith("Configs: cleanup.policy=compact");
        assertThat(text.lines().get(1)).isEqualTo("PARTITION  LEADER  REPLICAS  ISR  START-OFFSET  END-OFFSET  BYTES");
        assertThat(text.lines().get(3)).matches(" +1 +0 +0 +0 +0 +3 +\\d+");

        var json = done("topics", "describe", "described", "--output", "json").json();
        assertThat(json.at("/0/configs/cleanup.policy").asText()).isEqualTo("compact");
        assertThat(json.at("/0/partitions/1/endOffset").asLong()).isEqualTo(3);
        assertThat(json.at("/0/partitions/0/bytes").asLong()).isZero();
    }

    @Test
    void aTopicThatExistsIsAnErrorUnlessAllowed() {
        done("topics", "create", "twice");

        Outcome again = run("topics", "create", "twice");
        assertThat(again.code()).isEqualTo(1);
        assertThat(again.err()).isEqualTo("millrace topics create: topic twice exists already\n");
        assertThat(done("topics", "create", "twice", "--if-not-exists").out())
                .isEqualTo("Topic twice exists already.\n");
    }

    @Test
    void whatTheBrokerRefusesIsOneLine() {
        Outcome refused = run("topics", "create", "refused", "--config", "no.such=1");

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err())
                .startsWith("millrace topics create: topic refused: ")
                .hasLineCount(1);
    }

    @Test
    void missingTopicsAreNamed() {
        assertThat(run("topics", "describe", "nowhere").err())
                .isEqualTo("millrace topics describe: there is no topic nowhere\n");
        assertThat(run("topics", "delete", "nowhere.*").err())
                .isEqualTo("millrace topics delete: no topic has a name like nowhere.*\n");
        assertThat(run("topics", "delete", "nowhere", "--if-exists").code()).isZero();
    }

    @Test
    void patternsDeleteManyButNoInternalTopic() {
        done("topics", "create", "doomed-1", "doomed-2", "saved");

        assertThat(done("topics", "delete", "doomed-[0-9]").lines())
                .containsExactly("Deleted topic doomed-1.", "Deleted topic doomed-2.");
        assertThat(done("topics", "delete", ".*consumer.*", "--if-exists").out())
                .isEmpty();
        assertThat(done("topics", "list").lines()).contains("saved", "__consumer_offsets");
    }

    @Test
    void recordsBeforeAnOffsetAreDeleted() {
        done("topics", "create", "shortened", "--partitions", "2");
        doneWithInput("a\nb\nc\n", "produce", "shortened", "-p", "0");

        assertThat(done("topics", "delete-records", "shortened:0", "--before-offset", "2")
                        .lines())
                .containsExactly("TOPIC      PARTITION  START-OFFSET", "shortened          0             2");
        assertThat(done("topics", "delete-records", "shortened", "--all", "--output", "json")
                        .json()
                        .at("/0/startOffset")
                        .asLong())
                .isEqualTo(3);
        assertThat(run("topics", "delete-records", "shortened:7", "--all").err())
                .isEqualTo("millrace topics delete-records: topic shortened has no partition 7, only 2 partitions\n");
    }

    @Test
    void wrongWordsAreAnsweredWithCodeTwo() {
        assertThat(run("topics").code()).isEqualTo(2);
        assertThat(run("topics", "list", "--no-such-option").code()).isEqualTo(2);
        assertThat(run("topics", "create").err())
                .isEqualTo("millrace topics create: which topic? give a name (see --help)\n");
        assertThat(run("topics", "list", "--timeout", "soon").code()).isEqualTo(2);
        assertThat(run("topics", "list", "--timeout", "soon").err()).contains("\"soon\" is no span of time");
    }

    @Test
    void aBrokerThatIsNotThereIsSaidAtOnce() {
        Outcome outcome = run("topics", "list", "-b", "127.0.0.1:1");

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err())
                .isEqualTo("millrace topics list: cannot connect to 127.0.0.1:1 (Connection refused)\n");
    }
}
