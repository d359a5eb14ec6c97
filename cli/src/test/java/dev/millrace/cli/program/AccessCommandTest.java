package dev.millrace.cli.program;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** ACLs and users. */
class AccessCommandTest extends CliFixture {

    @Test
    void aBrokerWithoutAclsSaysSoInOneLine() {
        Outcome outcome = run("acls", "list");

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err()).startsWith("millrace acls list: ").hasLineCount(1);
        assertThat(run("acls", "--add", "--allow-principal", "User:ann", "--producer", "--topic", "orders")
                        .code())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "add --topic x|who? give --allow-principal",
                "add --allow-principal User:x|which resources?",
                "add --allow-principal x --topic t|principal x is not of the form TYPE:NAME",
                "add --allow-principal User:x --topic t --operation Fly|--operation Fly is unknown",
                "add --allow-principal User:x --topic t --operation Read --producer|so --operation must not",
                "add --allow-principal User:x --producer --group g|say nothing about a resource of type GROUP",
                "add --allow-principal User:x --topic t --resource-pattern-type any|literal or prefixed name",
                "add --allow-principal User:x --topic t --resource-pattern-type odd|is none of literal",
                "remove --topic t|this removes all ACLs",
            })
    void termsThatMakeNoSenseAreNamed(String words, String complaint) {
        Outcome outcome = run(("acls " + words).split(" "));

        assertThat(outcome.err()).contains(complaint);
        assertThat(outcome.code()).isEqualTo(2);
    }

    @Test
    void usersNeedAPasswordAndAKnownMechanism() {
        assertThat(run("users", "set", "ann").err()).contains("the password must not be empty");
        assertThat(run("users", "set", "ann", "--password", "x", "--mechanism", "PLAIN")
                        .err())
                .contains("--mechanism PLAIN is neither SCRAM-SHA-256 nor SCRAM-SHA-512");
        assertThat(run("users", "set", "ann", "--password", "x", "--iterations", "5")
                        .code())
                .isEqualTo(2);
        assertThat(run("users", "set").code()).isEqualTo(2);
    }

    @Test
    void usersAreSetListedAndDeleted() {
        doneWithInput(
                "secret\n", "users", "set", "ann", "--mechanism", "scram-sha-256", "--mechanism", "SCRAM-SHA-512");

        assertThat(done("users", "list").lines())
                .containsExactly(
                        "USER  MECHANISM      ITERATIONS",
                        "ann   SCRAM-SHA-256        8192",
                        "ann   SCRAM-SHA-512        8192");
        assertThat(done("users", "delete", "ann", "--mechanism", "SCRAM-SHA-256")
                        .out())
                .isEqualTo("Deleted SCRAM-SHA-256 of user ann.\n");
        assertThat(done("users", "list", "ann", "--output", "json").out())
                .isEqualTo("[{\"user\":\"ann\",\"mechanism\":\"SCRAM-SHA-512\",\"iterations\":8192}]\n");
        done("users", "delete", "ann");
        assertThat(run("users", "delete", "ann").err()).isEqualTo("millrace users delete: there is no user ann\n");
    }
}
