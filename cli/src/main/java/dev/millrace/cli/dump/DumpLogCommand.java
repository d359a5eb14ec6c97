package dev.millrace.cli.dump;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import dev.millrace.cli.output.CommandFailed;
import dev.millrace.cli.output.OutputFormat;
import dev.millrace.cli.output.Terminal;
import dev.millrace.cli.output.WrongUsage;
import dev.millrace.cli.text.ByteFormat;

/** {@code millrace dump-log}. */
@Command(
        name = "dump-log",
        description =
                "Shows and checks files of a broker: batches, records, indexes, snapshots. Changes nothing. Beside a "
                        + "running broker the end of the newest segment may look torn.",
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  millrace dump-log data --topic orders --records",
            "  millrace dump-log data --topic __consumer_offsets -r --output json",
            "  millrace dump-log --files 00000000000000000000.log --print-data-log",
            "",
            "Exit code 1 means that something is wrong with a file."
        })
public final class DumpLogCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..*",
            paramLabel = "PATH",
            description = "A data directory, a directory of a topic or partition, or a file.")
    private List<Path> paths = new ArrayList<>();

    @Option(names = "--files", paramLabel = "PATH,...", split = ",", description = "The same as PATH.")
    private List<Path> files = new ArrayList<>();

    @Option(names = "--topic", paramLabel = "NAME", description = "Only this topic of a data directory.")
    private @Nullable String topic;

    @Option(names = "--partition", paramLabel = "N", description = "Only this partition.")
    private @Nullable Integer partition;

    @Option(
            names = {"-r", "--records", "--print-data-log"},
            description = "Shows records too, not only batches. Those of internal topics are decoded.")
    private boolean withRecords;

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

    @ArgGroup
    private Decoder decoder = new Decoder();

    private static final class Decoder {
        @Option(names = "--offsets-decoder", description = "Records are those of __consumer_offsets; implies -r.")
        private boolean offsets;

        @Option(
                names = "--transaction-log-decoder",
                description = "Records are those of __transaction_state; implies -r.")
        private boolean transactions;
    }

    @Option(names = "--output", paramLabel = "FORMAT", description = "text, or json: an object a line (default: text).")
    private OutputFormat output = OutputFormat.TEXT;

    @Option(names = "--verbose", description = "Shows stack traces.")
    private boolean verbose;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this text.")
    private boolean help;

    private final Terminal terminal;

    private DumpLogCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Returns the command. */
    public static CommandLine with(Terminal terminal) {
        return new CommandLine(new DumpLogCommand(terminal));
    }

    @Override
    public Integer call() {
        List<Path> all = new ArrayList<>(paths);
        all.addAll(files);
        if (all.isEmpty()) {
            throw new WrongUsage("which files? give a data directory, a directory of a topic or partition, or a file");
        }
        DumpWriter writer = new DumpWriter(terminal.out(), output == OutputFormat.JSON);
        try {
            show(all, writer);
        } catch (IOException e) {
            throw new CommandFailed("cannot read: " + e.getMessage(), e);
        }
        if (writer.faults() > 0) {
            throw new CommandFailed(
                    writer.faults() == 1 ? "1 fault was found" : writer.faults() + " faults were found");
        }
        return 0;
    }

    private void show(List<Path> all, DumpWriter writer) throws IOException {
        FileSearch search = new FileSearch(topic, partition, writer);
        FileDump dump = new FileDump(writer, new SegmentDump(writer, shower()));
        int count = 0;
        for (Path path : all) {
            for (DumpedFile file : search.find(path)) {
                dump.show(file);
                count++;
            }
        }
        if (count == 0) {
            throw new CommandFailed("no file fits");
        }
    }

    private @Nullable RecordShower shower() {
        if (decoder.offsets) {
            return new RecordShower(RecordShower.Decoding.OFFSETS, keyFormat, valueFormat);
        }
        if (decoder.transactions) {
            return new RecordShower(RecordShower.Decoding.TRANSACTIONS, keyFormat, valueFormat);
        }
        return withRecords ? new RecordShower(RecordShower.Decoding.BY_TOPIC, keyFormat, valueFormat) : null;
    }
}
