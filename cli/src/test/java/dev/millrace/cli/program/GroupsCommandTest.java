package dev.millrace.cli.program;

import java.util.List;
import java.util.Properties;

import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class GroupsCommandTest extends CliFixture {

    private void commit(String topic, String group, int count) {
        doneWithInput("r\n".repeat(count + 2), "produce", topic, "-p", "0");
        done("consume", topic, "-g", group, "-c", Integer.toString(count));
    }

    @Test
    void groupsAreListedWithTypeAndState() {
        commit("listed", "lister", 1);

        assertThat(done("groups", "list").lines().get(0)).matches("GROUP +TYPE +STATE +PROTOCOL");
        assertThat(done("groups", "list", "--state", "empty").out())
                .containsPattern("lister +Classic +Empty +consumer");
        assertThat(done("groups", "--list", "--type", "Streams").out()).doesNotContain("lister");
        assertThat(done("groups", "list", "--names").lines()).contains("lister");
    }

    @Test
    void aDescriptionHasOffsetsAndLag() {
        commit("described", "describer", 3);

        Outcome text = done("groups", "describe", "describer");
        assertThat(text.lines().get(0))
                .matches("GROUP +TOPIC +PARTITION +COMMITTED +END-OFFSET +LAG +MEMBER-ID +HOST +CLIENT-ID");
        assertThat(text.lines().get(1)).matches("describer +described +0 +3 +5 +2 +- +- +-");
        assertThat(text.err()).isEqualTo("Group describer has no members now.\n");

        var json = done("groups", "--describe", "--group", "describer", "--output", "json")
                .json();
        assertThat(json.at("/0/offsets/0/lag").asInt()).isEqualTo(2);
        assertThat(json.at("/0/state").asText()).isEqualTo("Empty");
        assertThat(done("groups", "describe", "--state", "describer").lines().get(1))
                .contains(broker.bootstrapServers());
    }

    @Test
    void membersAreShownWithWhatTheyRead() {
        commit("joined", "joiners", 1);
        Properties properties = new Properties();
        properties.put("bootstrap.servers", broker.bootstrapServers());
        properties.put("group.id", "joiners");
        properties.put("client.id", "joiner");
        var bytes = new ByteArrayDeserializer();
        try (var consumer = new KafkaConsumer<>(properties, bytes, bytes)) {
            consumer.subscribe(List.of("joined"));
            while (consumer.assignment().isEmpty()) {
                consumer.poll(java.time.Duration.ofMillis(50));
            }

            assertThat(done("groups", "describe", "joiners", "--members")
                            .lines()
                            .get(1))
                    .matches("joiners +joiner-\\S+ +- +/?127.0.0.1 +joiner +- +1 +joined\\(0\\)");
            assertThat(done("groups", "describe", "joiners").out()).contains(" joiner");
            assertThat(run("groups", "reset-offsets", "joiners", "--all-topics", "--to-latest")
                            .err())
                    .contains("group joiners has members (its state is Stable)");
            assertThat(run("groups", "delete", "joiners").code()).isEqualTo(1);
        }
    }

    @Test
    void offsetsAreResetOnlyOnDemand() {
        commit("reset", "resetter", 4);
        String[] plan = {"groups", "reset-offsets", "resetter", "--topic", "reset", "--to-offset", "1"};

        Outcome shown = done(plan);
        assertThat(shown.lines().get(1)).matches("resetter +reset +0 +4 +1");
        assertThat(shown.err()).isEqualTo("Nothing was changed; --execute commits these offsets.\n");
        assertThat(committed("resetter")).isEqualTo(4);

        done("groups", "reset-offsets", "resetter", "--topic", "reset:0", "--to-offset", "1", "--execute");
        assertThat(committed("resetter")).isEqualTo(1);
        reset("--shift-by", "2");
        assertThat(committed("resetter")).isEqualTo(3);
        reset("--shift-by", "-100");
        assertThat(committed("resetter")).isZero();
        reset("--to-latest");
        assertThat(committed("resetter")).isEqualTo(6);
        reset("--by-duration", "1h");
        assertThat(committed("resetter")).isZero();
        reset("--to-datetime", "2999-01-01");
        assertThat(committed("resetter")).isEqualTo(6);
        reset("--to-earliest");
        assertThat(committed("resetter")).isZero();
        assertThat(run("groups", "reset-offsets", "resetter", "--all-topics").code())
                .isEqualTo(2);
        assertThat(run("groups", "reset-offsets", "resetter", "--to-latest").code())
                .isEqualTo(2);
    }

    private void reset(String... target) {
        List<String> words =
                new java.util.ArrayList<>(List.of("groups", "reset-offsets", "resetter", "--all-topics", "--execute"));
        words.addAll(List.of(target));
        done(words.toArray(String[]::new));
    }

    private int committed(String group) {
        return done("groups", "describe", group, "--output", "json")
                .json()
                .at("/0/offsets/0/committed")
                .asInt();
    }

    @Test
    void offsetsAndGroupsAreDeleted() {
        commit("deleted", "deleter", 1);

        assertThat(done("groups", "delete-offsets", "deleter", "--topic", "deleted")
                        .lines()
                        .get(1))
                .matches("deleter +deleted +0 +true +-");
        commit("deleted", "deleter", 1);
        assertThat(done("groups", "delete", "deleter").out()).isEqualTo("Deleted group deleter.\n");
        assertThat(run("groups", "describe", "deleter").err())
                .isEqualTo("millrace groups describe: there is no group deleter\n");
        assertThat(run("groups", "describe").code()).isEqualTo(2);
    }
}
