package dev.millrace.checks.tidy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What {@code ./millrace} says without building or starting anything. */
class LauncherTest {

    private record Outcome(int exitCode, String output, String complaints) {}

    @TempDir
    Path directory;

    @Test
    void helpListsTheCommands() throws Exception {
        Outcome outcome = launch("--help");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.output())
                .contains(
                        "example",
                        "broker",
                        "topics",
                        "produce",
                        "consume",
                        "groups",
                        "configs",
                        "acls",
                        "users",
                        "dump-log");
        assertThat(outcome.complaints()).isEmpty();
    }

    @Test
    void examplesAreListed() throws Exception {
        assertThat(launch("example").output()).contains("wordcount");
    }

    @Test
    void unknownNamesAreRefusedInOneLine() throws Exception {
        assertThat(launch("exmaple")).satisfies(outcome -> refused(outcome, "no command is called exmaple"));
        assertThat(launch("example", "wordcuont"))
                .satisfies(outcome -> refused(outcome, "no example is called wordcuont"));
        assertThat(launch().exitCode()).isEqualTo(2);
    }

    private static void refused(Outcome outcome, String complaint) {
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.output()).isEmpty();
        assertThat(outcome.complaints()).endsWith("millrace: " + complaint + "\n");
    }

    private Outcome launch(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Project.current().root().resolve("millrace").toString()));
        command.addAll(List.of(arguments));
        Path output = directory.resolve("output");
        Path complaints = directory.resolve("complaints");
        Process process = new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(complaints.toFile())
                .start();
        return new Outcome(
                process.waitFor(),
                Files.readString(output, StandardCharsets.UTF_8),
                Files.readString(complaints, StandardCharsets.UTF_8));
    }
}
