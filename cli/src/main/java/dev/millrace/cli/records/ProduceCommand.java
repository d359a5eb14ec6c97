package dev.millrace.cli.records;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;

import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import dev.millrace.cli.output.CommandFailed;
import dev.millrace.cli.output.Terminal;
import dev.millrace.cli.output.WrongUsage;
import dev.millrace.cli.session.SessionOptions;
import dev.millrace.cli.text.ByteFormat;
import dev.millrace.cli.text.Escapes;
import dev.millrace.cli.text.NameValues;
import dev.millrace.cli.text.TimeWords;

/** {@code millrace produce}. */
@Command(
        name = "produce",
        description =
                "Writes records: each line of standard input is one, or each FILE, or with -l each line of the FILEs.",
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  printf 'k1:one\\nk2:two\\n' | millrace produce orders -K :",
            "  millrace produce orders --key 42 --key-format long -H source=import -z zstd -l orders.txt",
            "  millrace consume orders -e --output json | millrace produce copies --input json"
        })
public final class ProduceCommand implements Callable<Integer> {
    @Parameters(index = "0", arity = "0..1", paramLabel = "TOPIC", description = "Where the records go.")
    private @Nullable String topicWord;

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "FILE", description = "What to read instead of stdin.")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = {"-t", "--topic"},
            paramLabel = "TOPIC",
            description = "The same as TOPIC; then all other words are FILEs.")
    private @Nullable String topicOption;

    @Option(
            names = {"-p", "--partition"},
            paramLabel = "N",
            description = "Partition (default: chosen by the key).")
    private @Nullable Integer partition;

    @Option(
            names = {"-k", "--key"},
            paramLabel = "TEXT",
            description = "Key of the records that have none of their own.")
    private @Nullable String fixedKey;

    @Option(
            names = {"-K", "--key-delimiter"},
            paramLabel = "TEXT",
            description = "Divides key and value in a line, such as : or \\t.")
    private @Nullable String keyDelimiter;

    @Option(
            names = {"-D", "--delimiter"},
            paramLabel = "TEXT",
            description = "Ends a record in the input (default: \\n).")
    private String delimiter = "\\n";

    @Option(
            names = {"-l", "--lines"},
            description = "Each line of the FILEs is a record, not each FILE.")
    private boolean lines;

    @Option(
            names = "--input",
            paramLabel = "FORMAT",
            description = "text, or json as consume writes it (default: text).")
    private InputFormat input = InputFormat.TEXT;

    @Option(
            names = {"-H", "--header"},
            paramLabel = "NAME=VALUE",
            description = "A header of each record; may be repeated.")
    private List<String> headers = new ArrayList<>();

    @Option(
            names = {"-Z", "--null-empty"},
            description = "An empty key or value is null.")
    private boolean emptyIsNull;

    @Option(names = "--null-value", paramLabel = "TEXT", description = "A key or value of this text is null.")
    private @Nullable String nullText;

    @Option(
            names = "--key-format",
            paramLabel = "FORMAT",
            description = "How keys are written: ${COMPLETION-CANDIDATES}.")
    private ByteFormat keyFormat = ByteFormat.STRING;

    @Option(names = "--value-format", paramLabel = "FORMAT", description = "How values are written, likewise.")
    private ByteFormat valueFormat = ByteFormat.STRING;

    @Option(names = "--timestamp", paramLabel = "MOMENT", description = "Timestamp of the records (default: now).")
    private @Nullable String timestamp;

    @Option(
            names = {"-c", "--count"},
            paramLabel = "N",
            description = "Ends after N records.")
    private long count = Long.MAX_VALUE;

    @Option(
            names = {"-T", "--tee"},
            description = "Writes the values to standard output too.")
    private boolean tee;

    @Option(
            names = {"-a", "--acks", "--request-required-acks"},
            paramLabel = "N",
            description = "all, 1 or 0: what to wait for (default: all).")
    private @Nullable String acks;

    @Option(
            names = {"-z", "--compression", "--compression-codec"},
            paramLabel = "CODEC",
            description = "none, gzip, snappy, lz4 or zstd (default: none).")
    private @Nullable String compression;

    @Option(
            names = "--idempotence",
            negatable = true,
            paramLabel = "BOOLEAN",
            description = "Whether the broker drops what is sent twice (default: yes, unless acks says otherwise).")
    private @Nullable Boolean idempotence;

    @Option(names = "--transactional-id", paramLabel = "ID", description = "Writes all records in one transaction.")
    private @Nullable String transactionalId;

    @Option(
            names = {"-X", "--property", "--producer-property"},
            paramLabel = "NAME=VALUE",
            description = "A property of the producer; may be repeated.")
    private List<String> properties = new ArrayList<>();

    @Mixin
    private final SessionOptions session;

    private ProduceCommand(SessionOptions session) {
        this.session = session;
    }

    /** How the input is written. */
    private enum InputFormat {
        TEXT,
        JSON
    }

    /** Returns the command. */
    public static CommandLine with(Terminal terminal) {
        return new CommandLine(new ProduceCommand(new SessionOptions(terminal)));
    }

    @Override
    public Integer call() {
        LineParser.Shape shape = shape();
        List<Path> sources = new ArrayList<>(files);
        if (topicOption != null && topicWord != null) {
            sources.add(0, Path.of(topicWord));
        }
        ProduceRun run = new ProduceRun(session, producerProperties(), shape.topic(), transactionalId != null);
        try (InputFiles records = inputs(shape, sources)) {
            return run.writeAll(limited(records));
        } catch (IOException e) {
            throw new CommandFailed("cannot read the input: " + e.getMessage(), e);
        }
    }

    private LineParser.Shape shape() {
        String topic = topicOption == null ? topicWord : topicOption;
        if (topic == null) {
            throw new WrongUsage("which topic? give a name");
        }
        Long timestampMs = timestamp == null ? null : TimeWords.moment(timestamp);
        return new LineParser.Shape(topic, partition, timestampMs, fixedKey, headers(), keyFormat, valueFormat);
    }

    private List<Header> headers() {
        List<Header> made = new ArrayList<>();
        for (String word : headers) {
            int at = word.indexOf('=');
            String name = at < 0 ? word : word.substring(0, at);
            byte[] value = at < 0 ? null : word.substring(at + 1).getBytes(StandardCharsets.UTF_8);
            made.add(new RecordHeader(name, value));
        }
        return made;
    }

    private InputFiles inputs(LineParser.Shape shape, List<Path> sources) {
        byte[] end = Escapes.bytes(delimiter);
        byte[] keyEnd = keyDelimiter == null ? null : Escapes.bytes(keyDelimiter);
        if (end.length == 0 || keyEnd != null && keyEnd.length == 0) {
            throw new WrongUsage("a delimiter must not be empty");
        }
        LineParser parser = new LineParser(shape, keyEnd, new LineParser.Nulls(emptyIsNull, nullText));
        InputFiles.Parser parse = input == InputFormat.TEXT
                ? parser::parse
                : text -> JsonRecords.read(new String(text, StandardCharsets.UTF_8), shape);
        boolean whole = !lines && input == InputFormat.TEXT && !sources.isEmpty();
        return new InputFiles(session.terminal().in(), sources, whole ? null : end, parse);
    }

    private RecordInput limited(RecordInput records) {
        RecordInput shown = tee ? shown(records) : records;
        long[] left = {count};
        return () -> left[0]-- > 0 ? shown.next() : null;
    }

    private RecordInput shown(RecordInput records) {
        return () -> {
            var next = records.next();
            if (next != null) {
                byte[] value = next.value() == null ? new byte[0] : next.value();
                session.terminal().out().write(value, 0, value.length);
                session.terminal().out().print(Escapes.text(delimiter));
            }
            return next;
        };
    }

    private Properties producerProperties() {
        Properties made = session.clientProperties();
        long waitMs = session.timeout().toMillis();
        made.put(ProducerConfig.LINGER_MS_CONFIG, "5");
        made.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, Long.toString(waitMs));
        made.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Long.toString(waitMs + 5));
        putIfGiven(made, ProducerConfig.ACKS_CONFIG, acks);
        putIfGiven(made, ProducerConfig.COMPRESSION_TYPE_CONFIG, compression);
        putIfGiven(made, ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, idempotence);
        putIfGiven(made, ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        made.putAll(NameValues.parse("-X", properties));
        return made;
    }

    private static void putIfGiven(Properties to, String name, @Nullable Object value) {
        if (value != null) {
            to.put(name, value.toString());
        }
    }
}
