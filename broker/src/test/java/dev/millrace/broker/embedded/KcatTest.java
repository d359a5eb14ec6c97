package dev.millrace.broker.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.millrace.broker.settings.BrokerSettings;

import static org.assertj.core.api.Assertions.assertThat;

/** A client that shares no code with ours. Skipped where it is not installed, unless MILLRACE_REQUIRE_TOOLS is true. */
@Timeout(60)
class KcatTest {
    @TempDir
    Path directory;

    private Broker broker;

    @BeforeEach
    void start() {
        Kcat.mustBeInstalled();
        broker = Broker.start(BrokerSettings.at(directory));
    }

    @AfterEach
    void close() {
        if (broker != null) {
            broker.close();
        }
    }

    @Test
    void listsProducesAndConsumes() throws Exception {
        run("one\ntwo\nthree\n", "-P", "-t", "numbers");

        assertThat(run("", "-C", "-t", "numbers", "-e", "-q")).isEqualTo("one\ntwo\nthree\n");
        assertThat(run("", "-L")).contains("topic \"numbers\" with 1 partitions");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "gzip", "snappy", "lz4", "zstd"})
    void everyCodecArrivesCompressedAndIsReadBack(String codec) throws Exception {
        String text = "again and again\n".repeat(2_000);
        run(text, "-P", "-t", "packed", "-z", codec);

        assertThat(run("", "-C", "-t", "packed", "-e", "-q")).isEqualTo(text);
        long size = bytesOfLogs("packed");
        assertThat(size < text.length()).as("%d bytes on disk", size).isEqualTo(!codec.equals("none"));
    }

    @Test
    void consumesInAGroupFromWhereItStopped() throws Exception {
        run("one\ntwo\n", "-P", "-t", "resumed");
        assertThat(run("", "-G", "readers", "-X", "auto.offset.reset=earliest", "-e", "-q", "resumed"))
                .isEqualTo("one\ntwo\n");
        run("three\n", "-P", "-t", "resumed");

        assertThat(run("", "-G", "readers", "-X", "auto.offset.reset=earliest", "-e", "-q", "resumed"))
                .isEqualTo("three\n");
    }

    private String run(String input, String... arguments) throws IOException, InterruptedException {
        Path scratch = directory.resolveSibling(directory.getFileName() + ".in");
        return new Kcat(broker.bootstrapServers(), scratch).run(input, arguments);
    }

    private long bytesOfLogs(String topic) throws IOException {
        long bytes = 0;
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".log")).toList()) {
                bytes += file.toString().contains("__consumer_offsets") ? 0 : Files.size(file);
            }
        }
        assertThat(bytes).as("bytes of " + topic).isPositive();
        return bytes;
    }
}
