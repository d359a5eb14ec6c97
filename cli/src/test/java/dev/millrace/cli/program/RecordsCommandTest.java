package dev.millrace.cli.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.millrace.cli.output.Interrupt;

import static org.assertj.core.api.Assertions.assertThat;

/** What {@code produce} writes and {@code consume} prints. */
class RecordsCommandTest extends CliFixture {

    @Test
    void linesAreRecords() {
        doneWithInput("one\ntwo\nthree", "produce", "lines");

        assertThat(done("consume", "lines", "-e").out()).isEqualTo("one\ntwo\nthree\n");
    }

    @Test
    void keysStandBeforeTheirDelimiter() {
        doneWithInput("a:1\nb:2:3\nno key\n", "produce", "keyed", "-K", ":");

        assertThat(done("consume", "keyed", "-e", "-K", "=").lines()).containsExactly("a=1", "b=2:3", "=no key");
        assertThat(done("consume", "keyed", "-e", "-f", "%t[%p]@%o %K %k %S %v%%\\n")
                        .lines())
                .containsExactly("keyed[0]@0 1 a 1 1%", "keyed[0]@1 1 b 3 2:3%", "keyed[0]@2 -1  6 no key%");
    }

    @Test
    void headersTimestampsAndNullsArrive() {
        doneWithInput(
                "k:\n",
                "produce",
                "rich",
                "-K",
                ":",
                "-Z",
                "-H",
                "a=1",
                "-H",
                "empty",
                "--timestamp",
                "2026-01-31T00:00:00Z");

        assertThat(done("consume", "rich", "-e", "-Z", "-f", "%k %v %S %h %T\\n")
                        .out())
                .isEqualTo("k NULL -1 a=1,empty=NULL 1769817600000\n");
    }

    @ParameterizedTest
    @CsvSource({
        "long,-7",
        "int,42",
        "short,3",
        "double,1.5",
        "float,0.25",
        "hex,00ff",
        "base64,AP8=",
        "json,'{\"a\":1}'"
    })
    void bytesAreWrittenAndReadByFormat(String format, String text) {
        String topic = "format-" + format;
        doneWithInput(text + "\n", "produce", topic, "--value-format", format);

        assertThat(done("consume", topic, "-e", "--value-decoder", format).out())
                .isEqualTo(text + "\n");
    }

    @Test
    void wrongTextForAFormatIsNamed() {
        Outcome outcome =
                run("produce", "wrong", "--key", "x", "--key-format", "long", "-b", broker.bootstrapServers());
        assertThat(outcome.code()).isZero();

        Outcome refused = doneOrNot("1\nx\n", "produce", "wrong", "--value-format", "long");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).startsWith("millrace produce: record 2 of the input: \"x\" is no long: ");

        doneWithInput("abc\n", "produce", "short-value");
        assertThat(run("consume", "short-value", "-e", "--value-decoder", "long")
                        .err())
                .isEqualTo("millrace consume: record at short-value-0 offset 0: the value is no long: 3 bytes where 8 "
                        + "are needed\n");
    }

    private Outcome doneOrNot(String input, String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("-b", broker.bootstrapServers()));
        return run(input, new Interrupt(), all);
    }

    @Test
    void jsonOfOneTopicGoesIntoAnother() {
        doneWithInput("k:{\"n\":1}\n", "produce", "json-from", "-K", ":", "-H", "h=v", "--timestamp", "1700000000000");
        String json = done("consume", "json-from", "-e", "--output", "json", "--value-decoder", "json")
                .out();
        assertThat(json)
                .isEqualTo("{\"topic\":\"json-from\",\"partition\":0,\"offset\":0,\"timestamp\":1700000000000,"
                        + "\"timestampType\":\"CreateTime\",\"headers\":[{\"key\":\"h\",\"value\":\"v\"}],\"key\":\"k\","
                        + "\"value\":{\"n\":1}}\n");

        doneWithInput(json, "produce", "json-to", "--input", "json", "--value-format", "json");

        assertThat(done("consume", "json-to", "-e", "-J", "--value-decoder", "json")
                        .out())
                .isEqualTo(json.replace("json-from", "json-to"));
    }

    @Test
    void filesAreRecordsOrLinesOfThem() throws IOException {
        Path file = Files.writeString(directory.resolve("input"), "a\nb\n");

        done("produce", "whole", file.toString());
        done("produce", "-t", "cut", "-l", file.toString(), file.toString());

        assertThat(done("consume", "whole", "-e", "-D", "|").out()).isEqualTo("a\nb\n|");
        assertThat(done("consume", "cut", "-e", "-D", "|").out()).isEqualTo("a|b|a|b|");
        assertThat(run("produce", "whole", "no-such-file").err())
                .isEqualTo("millrace produce: there is no file no-such-file\n");
    }

    @Test
    void readingBeginsAndEndsWhereAsked() {
        done("topics", "create", "placed", "-c", "retention.ms=-1");
        doneWithInput("a\nb\n", "produce", "placed", "--timestamp", "1000");
        doneWithInput("c\nd\n", "produce", "placed", "--timestamp", "2000");

        assertThat(done("consume", "placed", "-e", "-o", "1").lines()).containsExactly("b", "c", "d");
        assertThat(done("consume", "placed", "-e", "-o", "-1").lines()).containsExactly("d");
        assertThat(done("consume", "placed", "-e", "-o", "s@1500").lines()).containsExactly("c", "d");
        assertThat(done("consume", "placed", "-o", "e@1500").lines()).containsExactly("a", "b");
        assertThat(done("consume", "placed", "-o", "end", "-e").lines()).isEmpty();
        assertThat(done("consume", "placed", "-c", "3").lines()).containsExactly("a", "b", "c");
        assertThat(done("consume", "placed", "--idle-timeout", "300ms").lines()).hasSize(4);
    }

    @Test
    void partitionsAreChosen() {
        done("topics", "create", "parted", "--partitions", "3");
        for (String number : List.of("0", "1", "2")) {
            doneWithInput("in " + number + "\n", "produce", "parted", "-p", number);
        }

        assertThat(done("consume", "parted", "-e", "-p", "1-2").lines()).containsExactlyInAnyOrder("in 1", "in 2");
        assertThat(run("consume", "parted", "-e", "-p", "5").err())
                .isEqualTo("millrace consume: topic parted has no partition 5, only 3 partitions\n");
    }

    @Test
    void aGroupGoesOnBehindWhatItHasPrinted() {
        doneWithInput("a\nb\nc\n", "produce", "grouped");

        assertThat(done("consume", "grouped", "-g", "readers", "-c", "2").lines())
                .containsExactly("a", "b");
        assertThat(done("consume", "grouped", "-g", "readers", "-e").lines()).containsExactly("c");
        assertThat(run("consume", "grouped", "-g", "readers", "-o", "5").code()).isEqualTo(2);
    }

    @Test
    void aTransactionIsSeenAsAWhole() {
        doneWithInput("a\nb\n", "produce", "whole-or-not", "--transactional-id", "cli-test");
        doneOrNot("1\nx\n", "produce", "whole-or-not", "--transactional-id", "cli-test", "--value-format", "long");

        assertThat(done("consume", "whole-or-not", "-e").lines()).containsExactly("a", "b");
        assertThat(done("consume", "whole-or-not", "-e", "--isolation-level", "read_uncommitted")
                        .lines())
                .startsWith("a", "b");
    }

    @ParameterizedTest
    @CsvSource({"gzip", "snappy", "lz4", "zstd"})
    void recordsArePacked(String codec) {
        doneWithInput("again and again\n".repeat(500), "produce", "packed-" + codec, "-z", codec, "--acks", "1");

        assertThat(done("consume", "packed-" + codec, "-e").lines()).hasSize(500);
        long bytes = done("topics", "describe", "packed-" + codec, "--output", "json")
                .json()
                .at("/0/partitions/0/bytes")
                .asLong();
        assertThat(bytes).isBetween(1L, 4_000L);
    }

    @Test
    void theSummaryForProgramsTellsWhereRecordsAre() {
        assertThat(doneWithInput("a\nb\n", "produce", "summary", "--output", "json")
                        .out())
                .isEqualTo("{\"topic\":\"summary\",\"records\":2,\"lastOffsets\":{\"0\":1}}\n");
    }

    @Test
    void theUserMayEndIt() {
        doneWithInput("a\n", "produce", "endless");
        Interrupt interrupt = new Interrupt();
        interrupt.raise();

        Outcome outcome = run("", interrupt, List.of("consume", "endless", "-b", broker.bootstrapServers()));
        assertThat(outcome.code()).isZero();
    }

    @Test
    void wrongWordsAreNamed() {
        assertThat(run("consume").code()).isEqualTo(2);
        assertThat(run("consume", "t", "-f", "%x").err()).contains("%x in --format \"%x\" is unknown");
        assertThat(run("consume", "t", "-o", "somewhere").err()).contains("--offset somewhere is none of beginning");
        assertThat(run("consume", "t", "--isolation", "none").code()).isEqualTo(2);
        assertThat(run("consume", "missing", "-e").err()).isEqualTo("millrace consume: there is no topic missing\n");
        assertThat(run("consume", "missing", "-g", "lost").err())
                .isEqualTo("millrace consume: there is no topic missing\n");
        assertThat(run("produce", "t", "-z", "rar").code()).isEqualTo(1);
        assertThat(run("produce", "t", "-z", "rar").err()).contains("rar").hasLineCount(1);
    }
}
