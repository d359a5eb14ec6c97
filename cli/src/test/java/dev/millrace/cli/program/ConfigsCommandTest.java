package dev.millrace.cli.program;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ConfigsCommandTest extends CliFixture {

    @Test
    void settingsOfATopicAreAlteredOneByOne() {
        done("topics", "create", "altered", "--config", "retention.ms=1000");

        assertThat(done("configs", "alter", "--topic", "altered", "--set", "cleanup.policy=compact")
                        .out())
                .isEqualTo("Altered topic altered.\n");
        assertThat(settings("altered")).isEqualTo("cleanup.policy=compact retention.ms=1000 ");
        done("configs", "alter", "--topic", "altered", "--append", "cleanup.policy=delete", "--delete", "retention.ms");
        assertThat(settings("altered")).isEqualTo("cleanup.policy=compact,delete ");
        done("configs", "alter", "--topic", "altered", "--subtract", "cleanup.policy=compact");
        assertThat(settings("altered")).isEqualTo("cleanup.policy=delete ");
    }

    @Test
    void theSpellingOfKafkaConfigsIsUnderstood() {
        done("topics", "create", "spelt");

        done(
                "configs",
                "--alter",
                "--entity-type",
                "topics",
                "--entity-name",
                "spelt",
                "--add-config",
                "cleanup.policy=[compact,delete],retention.ms=2000");
        assertThat(settings("spelt")).isEqualTo("cleanup.policy=compact,delete retention.ms=2000 ");
        done(
                "configs",
                "--alter",
                "--entity-type",
                "topics",
                "--entity-name",
                "spelt",
                "--delete-config",
                "retention.ms");
        assertThat(settings("spelt")).isEqualTo("cleanup.policy=compact,delete ");
    }

    private String settings(String topic) {
        StringBuilder settings = new StringBuilder();
        done("configs", "describe", "--topic", topic, "--output", "json").json().forEach(entry -> settings.append(
                        entry.get("name").asText())
                .append('=')
                .append(entry.get("value").asText())
                .append(' '));
        return settings.toString();
    }

    @Test
    void defaultsAreShownOnDemand() {
        done("topics", "create", "plain");

        assertThat(done("configs", "describe", "--topic", "plain").out()).isEmpty();
        assertThat(done("configs", "describe", "--topic", "plain", "--all").out())
                .containsPattern("topic plain +cleanup.policy +delete +default-config +false +false");
        assertThat(done("configs", "describe", "--broker", "0", "--all").lines())
                .hasSizeGreaterThan(3);
    }

    @Test
    void whatIsRefusedIsNamed() {
        done("topics", "create", "checked");

        assertThat(run("configs", "alter", "--topic", "checked", "--set", "no.such=1")
                        .err())
                .startsWith("millrace configs alter: topic checked: ")
                .hasLineCount(1);
        done("configs", "alter", "--topic", "checked", "--set", "retention.ms=5", "--validate-only");
        assertThat(settings("checked")).isEmpty();
        assertThat(run("configs", "alter", "--topic", "checked").code()).isEqualTo(2);
        assertThat(run("configs", "describe").code()).isEqualTo(2);
        assertThat(run("configs", "describe", "--topic", "missing").err())
                .startsWith("millrace configs describe: topic missing: ");
    }
}
