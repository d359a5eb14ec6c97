package dev.millrace.cli.program;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** What {@code dump-log} says of the files that a closed broker has left. */
class DumpLogCommandTest extends CliFixture {
    private Path data;

    @BeforeAll
    void fill() {
        data = directory.resolve("data");
        done("topics", "create", "plain", "--partitions", "2", "--config", "segment.bytes=1048576");
        doneWithInput("a:1\nb:2\n", "produce", "plain", "-K", ":", "-p", "0", "-H", "h=v", "-z", "gzip");
        doneWithInput("c\n", "produce", "plain", "-p", "0", "--transactional-id", "cli-id");
        String line = "0123456789".repeat(20) + "\n";
        doneWithInput(line.repeat(8_000), "produce", "plain", "-p", "1", "-X", "batch.size=4000");
        done("consume", "plain", "-g", "dumped", "-c", "1");
        broker.close();
    }

    private List<JsonNode> dump(String... more) throws IOException {
        List<String> words = new ArrayList<>(List.of("dump-log", data.toString(), "--output", "json"));
        words.addAll(List.of(more));
        List<JsonNode> lines = new ArrayList<>();
        for (String line : done(words.toArray(String[]::new)).lines()) {
            lines.add(new ObjectMapper().readTree(line));
        }
        return lines;
    }

    private static List<JsonNode> ofType(List<JsonNode> lines, String type) {
        return lines.stream()
                .filter(line -> line.get("type").asText().equals(type))
                .toList();
    }

    @Test
    void batchesAndRecordsAreShown() throws IOException {
        List<JsonNode> lines = dump("--topic", "plain", "--partition", "0", "--records");

        JsonNode batch = ofType(lines, "batch").get(0);
        assertThat(batch.get("count").asInt()).isEqualTo(2);
        assertThat(batch.get("compression").asText()).isEqualTo("gzip");
        assertThat(batch.get("valid").asBoolean()).isTrue();
        JsonNode record = ofType(lines, "record").get(1);
        assertThat(record.get("key").asText() + record.get("value").asText()).isEqualTo("b2");
        assertThat(record.at("/headers/0/value").asText()).isEqualTo("v");
        assertThat(ofType(lines, "marker").get(0).get("ends").asText()).isEqualTo("COMMIT");
        assertThat(ofType(lines, "producer")).hasSize(2);
        assertThat(ofType(lines, "topic").get(0).at("/configs/segment.bytes").asInt())
                .isEqualTo(1_048_576);
    }

    @Test
    void indexesOfSealedSegmentsAreShown() throws IOException {
        List<JsonNode> lines = dump("--topic", "plain", "--partition", "1");

        assertThat(ofType(lines, "index")).hasSizeGreaterThan(1);
        assertThat(ofType(lines, "offset-entry")).hasSizeGreaterThan(10);
        assertThat(ofType(lines, "time-entry")).hasSameSizeAs(ofType(lines, "offset-entry"));
    }

    @Test
    void recordsOfInternalTopicsAreDecoded() throws IOException {
        List<JsonNode> offsets = ofType(dump("--topic", "__consumer_offsets", "-r"), "record");
        assertThat(offsets)
                .anySatisfy(record -> {
                    assertThat(record.get("kind").asText()).isEqualTo("offset");
                    assertThat(record.at("/key/group").asText()).isEqualTo("dumped");
                    assertThat(record.at("/value/offset").asLong()).isEqualTo(1);
                })
                .anySatisfy(record -> assertThat(record.get("kind").asText()).isEqualTo("group"));

        List<JsonNode> transactions = ofType(dump("--topic", "__transaction_state", "-r"), "record");
        assertThat(transactions).anySatisfy(record -> {
            assertThat(record.at("/key/transactionalId").asText()).isEqualTo("cli-id");
            assertThat(record.at("/value/phase").asText()).isEqualTo("COMPLETE_COMMIT");
        });
    }

    @Test
    void aWholeDataDirectoryIsShownAndNothingIsTouched() throws IOException {
        Map<Path, String> before = state();

        assertThat(done("dump-log", data.toString(), "-r").lines())
                .anyMatch(line -> line.startsWith("cluster clusterId: "))
                .anyMatch(line -> line.startsWith("topic name: plain topicId: "));
        assertThat(state()).isEqualTo(before);
    }

    private Map<Path, String> state() throws IOException {
        Map<Path, String> state = new TreeMap<>();
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                state.put(file, Files.size(file) + " " + Files.getLastModifiedTime(file));
            }
        }
        return state;
    }

    @Test
    void oneFileIsEnough() throws IOException {
        Path copy = copyOf(0, ".log", directory.resolve("alone"));

        assertThat(done("dump-log", "--files", copy.toString(), "--print-data-log")
                        .lines())
                .anyMatch(line -> line.startsWith("record offset: 0 timestamp: ") && line.endsWith("key: a value: 1"));
        assertThat(run("dump-log", copy.toString(), "--offsets-decoder").err())
                .isEqualTo("millrace dump-log: 3 faults were found\n");
    }

    @Test
    void aChangedByteIsFound() throws IOException {
        Path copy = copyOf(0, ".log", directory.resolve("changed"));
        try (FileChannel channel = FileChannel.open(copy, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[] {77}), 80);
        }

        Outcome outcome = run("dump-log", copy.toString());
        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.lines()).anyMatch(line -> line.startsWith("FAULT position: 0 fault: the checksum is not "));
        assertThat(outcome.err()).isEqualTo("millrace dump-log: 1 fault was found\n");
    }

    @Test
    void aTornEndIsFound() throws IOException {
        Path copy = copyOf(0, ".log", directory.resolve("torn"));
        try (FileChannel channel = FileChannel.open(copy, StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() - 5);
        }

        Outcome outcome = run("dump-log", copy.toString());
        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.out()).contains(" bytes are no whole batch");
    }

    @Test
    void anIndexThatDoesNotFitIsFound() throws IOException {
        Path other = directory.resolve("swapped");
        copyOf(1, ".index", other);
        Path log = copyOf(0, ".log", other);

        Outcome outcome = run("dump-log", log.toString());
        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.out())
                .containsPattern("FAULT fault: the index covers \\d+ bytes, but only \\d+ hold batches");
    }

    @Test
    void anAlteredIndexIsFound() throws IOException {
        Path index = copyOf(1, ".index", directory.resolve("altered"));
        try (FileChannel channel = FileChannel.open(index, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[] {77}), 60);
        }

        assertThat(run("dump-log", index.toString()).out()).contains("checksum does not fit its ");
    }

    private Path copyOf(int partition, String ending, Path to) throws IOException {
        Files.createDirectories(to);
        String topic =
                ofType(dump("--topic", "plain"), "topic").get(0).get("file").asText();
        Path source = Path.of(topic).resolveSibling(partition + "/" + "0".repeat(20) + ending);
        return Files.copy(source, to.resolve(source.getFileName()));
    }

    @Test
    void wrongPathsAreNamed() {
        assertThat(run("dump-log", "no-such-path").err())
                .isEqualTo("millrace dump-log: there is no file or directory no-such-path\n");
        assertThat(run("dump-log").code()).isEqualTo(2);
        assertThat(run("dump-log", data.toString(), "--topic", "no-such").err())
                .isEqualTo("millrace dump-log: no file fits\n");
    }
}
