package dev.millrace.cli.records;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.Callable;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import dev.millrace.cli.output.Terminal;
import dev.millrace.cli.output.WrongUsage;
import dev.millrace.cli.session.SessionOptions;
import dev.millrace.cli.text.ByteFormat;
import dev.millrace.cli.text.Escapes;
import dev.millrace.cli.text.NameValues;
import dev.millrace.cli.text.TimeWords;
import dev.millrace.cli.text.TopicParts;

/** {@code millrace consume}. */
@Command(
        name = "consume",
        description = "Reads records and prints them, from the beginning unless told otherwise.",
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  millrace consume orders --exit --format '%%p %%o %%k=%%v\\n'",
            "  millrace consume counts -o -5 -e --key-decoder string --value-decoder long -K '\\t'",
            "  millrace consume orders --group readers --output json"
        })
public final class ConsumeCommand implements Callable<Integer> {
    @Parameters(arity = "0..*", paramLabel = "TOPIC", description = "Whose records; several with a group.")
    private List<String> topicWords = new ArrayList<>();

    @Option(
            names = {"-t", "--topic"},
            paramLabel = "TOPIC",
            description = "The same as TOPIC.")
    private List<String> topicOptions = new ArrayList<>();

    @Option(
            names = {"-p", "--partition"},
            paramLabel = "N",
            description = "Only these partitions, such as 0,2 or 0-3.")
    private @Nullable String partitions;

    @Option(
            names = {"-o", "--offset"},
            paramLabel = "WHERE",
            description = "Where to begin: beginning, end, stored, N, -N (the last N), s@MOMENT (since); e@MOMENT says "
                    + "where to stop.")
    private List<String> offsets = new ArrayList<>();

    @Option(names = "--from-beginning", description = "The same as --offset beginning.")
    private boolean fromBeginning;

    @Option(
            names = {"-c", "--count", "--max-messages"},
            paramLabel = "N",
            description = "Ends after N records.")
    private long count = Long.MAX_VALUE;

    @Option(
            names = {"-e", "--exit"},
            description = "Ends where the partitions end now.")
    private boolean exit;

    @Option(
            names = {"--idle-timeout", "--timeout-ms"},
            paramLabel = "TIME",
            description = "Ends when no record has come for so long.")
    private @Nullable String idle;

    @Option(
            names = {"-g", "-G", "--group"},
            paramLabel = "GROUP",
            description = "Reads as a member of a group, and commits what was printed.")
    private @Nullable String group;

    @Option(
            names = {"-f", "--format", "--formatter"},
            paramLabel = "FORMAT",
            description = "%%k key, %%v or %%s value, %%K %%S their bytes, %%t topic, %%p partition, %%o offset, "
                    + "%%T timestamp, %%h headers, %%%% and \\n \\t \\x20.")
    private @Nullable String format;

    @Option(
            names = {"-K", "--key-delimiter"},
            paramLabel = "TEXT",
            description = "Prints keys too, and this behind them.")
    private @Nullable String keyDelimiter;

    @Option(
            names = {"-D", "--delimiter"},
            paramLabel = "TEXT",
            description = "Printed behind each record (default: \\n).")
    private String delimiter = "\\n";

    @Option(
            names = {"-Z", "--null-empty"},
            description = "Prints null as NULL, not as nothing.")
    private boolean showNull;

    @Option(
            names = {"-J", "--json"},
            description = "The same as --output json.")
    private boolean json;

    @Option(
            names = {"--key-decoder", "--key-format"},
            paramLabel = "FORMAT",
            description = "What keys are: ${COMPLETION-CANDIDATES}.")
    private ByteFormat keyFormat = ByteFormat.STRING;

    @Option(
            names = {"--value-decoder", "--value-format"},
            paramLabel = "FORMAT",
            description = "What values are, likewise.")
    private ByteFormat valueFormat = ByteFormat.STRING;

    @Option(
            names = {"--isolation", "--isolation-level"},
            paramLabel = "LEVEL",
            description = "read_committed or read_uncommitted (default: read_committed).")
    private String isolation = "read_committed";

    @Option(
            names = {"-X", "--property", "--consumer-property"},
            paramLabel = "NAME=VALUE",
            description = "A property of the consumer; may be repeated.")
    private List<String> properties = new ArrayList<>();

    @Mixin
    private final SessionOptions session;

    private ConsumeCommand(SessionOptions session) {
        this.session = session;
    }

    /** Returns the command. */
    public static CommandLine with(Terminal terminal) {
        return new CommandLine(new ConsumeCommand(new SessionOptions(terminal)));
    }

    @Override
    public Integer call() {
        RecordWriter writer = writer();
        ReadingPlan plan = plan();
        return new ConsumeRun(session.terminal(), consumerProperties(plan), plan, writer).readAll();
    }

    private RecordWriter writer() {
        if (json || session.json()) {
            return (record, out) -> out.println(JsonRecords.write(record, keyFormat, valueFormat));
        }
        var decoding = new RecordFormat.Decoding(keyFormat, valueFormat, showNull ? "NULL" : "");
        if (format != null) {
            return RecordFormat.parse(format, decoding);
        }
        RecordFormat shown =
                RecordFormat.parse(keyDelimiter == null ? "%v" : "%k" + literal(keyDelimiter) + "%v", decoding);
        String end = Escapes.text(delimiter);
        return (record, out) -> {
            shown.write(record, out);
            out.print(end);
        };
    }

    private static String literal(String text) {
        return text.replace("%", "%%");
    }

    private ReadingPlan plan() {
        List<String> topics = new ArrayList<>(topicWords);
        topics.addAll(topicOptions);
        if (topics.isEmpty()) {
            throw new WrongUsage("which topic? give a name");
        }
        List<Integer> numbers = partitions == null ? List.of() : TopicParts.numbers(partitions);
        StartPoint start = start();
        if (group != null && (!numbers.isEmpty() || !isGroupStart(start))) {
            throw new WrongUsage("with --group the broker chooses the partitions, and --offset may only be stored, "
                    + "beginning or end, for partitions without committed offset");
        }
        return new ReadingPlan(
                topics, numbers, group, start, until(), exit, count, idle == null ? null : TimeWords.duration(idle));
    }

    private static boolean isGroupStart(StartPoint start) {
        return start instanceof StartPoint.Stored
                || start instanceof StartPoint.Beginning
                || start instanceof StartPoint.End;
    }

    private StartPoint start() {
        List<String> words =
                offsets.stream().filter(word -> !word.startsWith("e@")).toList();
        if (words.size() > 1 || !words.isEmpty() && fromBeginning) {
            throw new WrongUsage("only one --offset can be the begin: " + String.join(", ", words));
        }
        return words.isEmpty() ? new StartPoint.Beginning() : StartPoint.parse(words.get(0));
    }

    private @Nullable Long until() {
        List<String> words =
                offsets.stream().filter(word -> word.startsWith("e@")).toList();
        if (words.size() > 1) {
            throw new WrongUsage("only one --offset can be the end: " + String.join(", ", words));
        }
        return words.isEmpty()
                ? null
                : Long.valueOf(TimeWords.moment(words.get(0).substring(2)));
    }

    private Properties consumerProperties(ReadingPlan plan) {
        String level = isolation.toLowerCase(Locale.ROOT).replace('-', '_');
        if (!List.of("read_committed", "read_uncommitted").contains(level)) {
            throw new WrongUsage("--isolation " + isolation + " is neither read_committed nor read_uncommitted");
        }
        Properties made = session.clientProperties();
        made.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, level);
        made.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        made.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        String reset = plan.start() instanceof StartPoint.End ? "latest" : "earliest";
        made.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, reset);
        if (plan.group() != null) {
            made.put(ConsumerConfig.GROUP_ID_CONFIG, plan.group());
        }
        made.putAll(NameValues.parse("-X", properties));
        return made;
    }
}
