package dev.millrace.examples.wordcount;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class WordCountTest {

    private static final Path BIBLE =
            Path.of("src", "main", "resources", "dev", "millrace", "examples", "wordcount", "bible-kjv.txt");

    @TempDir
    Path directory;

    @Test
    void countsOfTheBibleEqualThoseOfAShellPipeline() throws IOException {
        CommandRun run = CommandRun.of("--top", "1000000");

        assertThat(run.complaints()).noneMatch(line -> line.contains("cannot"));
        assertThat(run.exitCode()).isZero();
        assertThat(run.lines()).hasSizeGreaterThan(10_000).isEqualTo(ShellCount.of(BIBLE));
    }

    @Test
    void goesOnFromTheChangelogWhenTheStateIsGone() throws IOException {
        Path text = Files.writeString(directory.resolve("text.txt"), "stone wheel stone\nwheel stone\n");
        String[] broker = {"--data-dir", directory.resolve("data").toString()};
        String[] state = {"--state-dir", directory.resolve("state").toString()};
        String[] otherState = {"--state-dir", directory.resolve("other").toString()};

        CommandRun.of(join(broker, state, "--text", text.toString()));
        CommandRun withoutState = CommandRun.of(join(broker, otherState, "--no-input"));
        CommandRun withNewText = CommandRun.of(join(broker, state, "--text", text.toString()));

        assertThat(withoutState.lines()).containsExactly("stone\t3", "wheel\t2");
        assertThat(withNewText.lines()).containsExactly("stone\t6", "wheel\t4");
    }

    @Test
    void anEmptyTextHasNoWords() throws IOException {
        Path text = Files.createFile(directory.resolve("empty.txt"));

        CommandRun run = CommandRun.of("--text", text.toString());

        assertThat(run.lines()).isEmpty();
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void aMissingFileIsToldInOneLine() {
        CommandRun run =
                CommandRun.of("--text", directory.resolve("missing.txt").toString());

        assertThat(run.complaints())
                .singleElement()
                .asString()
                .startsWith("wordcount: there is no file")
                .endsWith("missing.txt");
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void aPortInUseIsToldInOneLine() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CommandRun run = CommandRun.of("--port", String.valueOf(taken.getLocalPort()));

            assertThat(run.complaints())
                    .singleElement()
                    .asString()
                    .startsWith("wordcount: cannot start a broker")
                    .contains(String.valueOf(taken.getLocalPort()));
            assertThat(run.exitCode()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--top=0",
                "--top=many",
                "--partitions=0",
                "--port=70000",
                "--unknown",
                "--no-input --text=x",
                "--bootstrap-servers=localhost:1 --port=1",
                "--bootstrap-servers=localhost:1 --data-dir=x",
            })
    void optionsThatMakeNoSenseAreToldInOneLine(String options) {
        CommandRun run = CommandRun.of(options.split(" "));

        assertThat(run.complaints()).singleElement().asString().startsWith("wordcount: ");
        assertThat(run.lines()).isEmpty();
        assertThat(run.exitCode()).isEqualTo(2);
    }

    private static String[] join(String[] first, String[] second, String... more) {
        return List.of(first, second, more).stream().flatMap(Stream::of).toArray(String[]::new);
    }
}
