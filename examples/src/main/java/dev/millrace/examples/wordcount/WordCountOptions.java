package dev.millrace.examples.wordcount;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

/**
 * What the user asked for.
 *
 * <p><em>Confined to the main thread;</em> filled in once by the command line.
 */
final class WordCountOptions {

    @Option(names = "--text", paramLabel = "FILE", description = "text to count (default: the King James Bible)")
    @Nullable
    Path text;

    @Option(
            names = "--top",
            paramLabel = "N",
            defaultValue = "20",
            description = "how many words to print (default: ${DEFAULT-VALUE})")
    int top;

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT[,...]",
            description = "use this Kafka cluster (default: a broker of our own in this JVM)")
    @Nullable
    String bootstrapServers;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "0",
            description = "port of our own broker (default: any free one)")
    int port;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "where our own broker keeps its topics (default: a temporary directory)")
    @Nullable
    Path dataDirectory;

    @Option(
            names = "--state-dir",
            paramLabel = "DIR",
            description = "where the counts are kept (default: beside the broker's data, or a temporary directory)")
    @Nullable
    Path stateDirectory;

    @Option(
            names = "--application-id",
            paramLabel = "ID",
            defaultValue = "wordcount",
            description = {
                "processes with the same id share the work; names of topics begin with it",
                "(default: ${DEFAULT-VALUE})"
            })
    String applicationId = "";

    @Option(
            names = "--partitions",
            paramLabel = "N",
            defaultValue = "4",
            description = "partitions of the topics, when they are created (default: ${DEFAULT-VALUE})")
    int partitions;

    @Option(names = "--no-input", description = "write no text, count what is in the topic")
    boolean noInput;

    @Option(names = "--keep-running", description = "go on until told to stop; print again when counts have changed")
    boolean keepRunning;

    /**
     * Says what does not fit together.
     *
     * @return one sentence, or null if all is well
     */
    @Nullable
    String conflict() {
        if (bootstrapServers != null && (dataDirectory != null || port != 0)) {
            return "--data-dir and --port are for our own broker, --bootstrap-servers names another";
        }
        if (noInput && text != null) {
            return "--no-input and --text exclude each other";
        }
        if (top < 1) {
            return "--top must be at least 1: " + top;
        }
        if (partitions < 1) {
            return "--partitions must be at least 1: " + partitions;
        }
        return port < 0 || port > 65535 ? "--port must be between 0 and 65535: " + port : null;
    }
}
