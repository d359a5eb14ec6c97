package dev.millrace.broker.embedded;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import dev.millrace.broker.settings.BrokerSettings;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class BrokerMainTest {
    @TempDir
    Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void helpListsTheOptions() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("--data-dir", "--port", "--host", "--config");
    }

    @Test
    void badOptionIsOneLineAndExitCodeTwo() {
        assertThat(run("--data-dir", directory.toString(), "--port", "many")).isEqualTo(2);
        assertOneLine("--port");
        err.reset();
        assertThat(run("--colour", "red")).isEqualTo(2);
        assertOneLine("--colour");
    }

    @Test
    void missingDataDirectoryIsOneLine() {
        assertThat(run("--port", "0")).isEqualTo(1);
        assertOneLine("--data-dir");
    }

    @Test
    void takenPortIsOneLine() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String port = Integer.toString(other.getLocalPort());
            assertThat(run("--data-dir", directory.toString(), "--port", port)).isEqualTo(1);
            assertOneLine("127.0.0.1:" + port);
        }
    }

    @Test
    void dataDirectoryThatCannotBeMadeIsOneLine() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "not a directory");
        assertThat(run("--data-dir", file.resolve("data").toString(), "--port", "0"))
                .isEqualTo(1);
        assertOneLine(file.toString());
    }

    @Test
    void configFileThatIsMissingOrOddIsOneLine() throws IOException {
        assertThat(run("--config", directory.resolve("absent").toString())).isEqualTo(1);
        assertOneLine("absent");
        err.reset();
        Path odd = Files.writeString(directory.resolve("odd"), "log.dirs=data\nno.such.setting=1\n");
        assertThat(run("--config", odd.toString())).isEqualTo(1);
        assertOneLine("no.such.setting");
    }

    @Test
    void terminatedProgramClosesAndLeavesTheDataFree() throws Exception {
        try (BrokerProcess process = BrokerProcess.start(directory, 0)) {
            process.terminate();
        }
        Broker.start(BrokerSettings.at(directory)).close();
    }

    private int run(String... arguments) {
        return BrokerMain.execute(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                arguments);
    }

    private void assertOneLine(String containing) {
        String text = err.toString(StandardCharsets.UTF_8);
        assertThat(text.lines()).hasSize(1);
        assertThat(text).startsWith("millrace broker: ").contains(containing);
    }
}
