package dev.millrace.cli.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import picocli.CommandLine;

import dev.millrace.cli.output.Interrupt;
import dev.millrace.cli.output.Terminal;
import dev.millrace.cli.program.CliFixture.Outcome;

import static org.assertj.core.api.Assertions.assertThat;

/** The command line as a whole, without a broker. */
@Timeout(60)
class ProgramTest {
    @TempDir
    Path directory;

    private static Outcome run(String... words) {
        return CliFixture.run("", new Interrupt(), List.of(words));
    }

    @Test
    void helpNamesAllCommands() {
        assertThat(run("--help").out())
                .contains("broker", "topics", "produce", "consume", "groups", "configs", "acls", "users", "dump-log");
    }

    @ParameterizedTest
    @ValueSource(strings = {"topics", "produce", "consume", "groups", "configs", "acls", "users", "dump-log"})
    void everyCommandHasHelpWithExamples(String command) {
        Outcome help = run(command, "--help");

        assertThat(help.code()).isZero();
        assertThat(help.out()).startsWith("Usage: millrace " + command).contains("Example", "--output=FORMAT");
    }

    @Test
    void everySubcommandHasHelp() {
        var root = CommandTree.whole(
                        new Terminal(System.in, System.out, System.err, InstantSource.system(), new Interrupt()))
                .root();
        for (CommandLine command : root.getSubcommands().values()) {
            for (CommandLine leaf : command.getSubcommands().values()) {
                String[] words = {command.getCommandName(), leaf.getCommandName(), "--help"};
                assertThat(run(words).out()).startsWith("Usage: millrace " + words[0] + " " + words[1]);
            }
        }
    }

    @Test
    void theVersionIsThatOfTheBuild() {
        assertThat(run("--version").out()).matches("millrace \\d+\\.\\d+\\.\\S+ \\(kafka-clients 4\\.\\S+\\)\\R");
    }

    @Test
    void completionIsAScript() {
        assertThat(run("completion").out()).startsWith("#!").contains("topics", "--bootstrap-server");
    }

    @Test
    void unknownCommandsAreRefusedInOneLine() {
        Outcome outcome = run("tpoics");

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).startsWith("millrace: ").contains("tpoics").hasLineCount(1);
    }

    @Test
    void stackTracesAreShownOnDemand() {
        assertThat(run("topics", "list", "-b", "127.0.0.1:1", "--verbose").err())
                .contains("at dev.millrace.cli.")
                .endsWith("millrace topics list: cannot connect to 127.0.0.1:1 (Connection refused)\n");
    }

    @Test
    void clientPropertiesComeFromAFile() throws IOException {
        Path file = Files.writeString(directory.resolve("client.properties"), "bootstrap.servers=127.0.0.1:1\n");

        assertThat(run("groups", "list", "--command-config", file.toString()).err())
                .contains("127.0.0.1:1");
        assertThat(run("groups", "list", "--command-config", "no-file").err())
                .isEqualTo("millrace groups list: there is no file no-file\n");
        assertThat(run("groups", "list", "-b", "nonsense").code()).isEqualTo(2);
    }

    @Test
    void theProcessEndsWithTheExitCode() throws Exception {
        assertThat(exitCode("--version")).isZero();
        assertThat(exitCode("topics", "list", "-b", "127.0.0.1:1")).isEqualTo(1);
        assertThat(exitCode("topics")).isEqualTo(2);
    }

    private int exitCode(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("said").toFile())
                .start();
        return process.waitFor();
    }
}
