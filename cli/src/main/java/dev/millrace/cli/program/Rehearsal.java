package dev.millrace.cli.program;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

import dev.millrace.broker.embedded.Broker;
import dev.millrace.broker.settings.BrokerSettings;
import dev.millrace.cli.output.Interrupt;
import dev.millrace.cli.output.Terminal;

/**
 * Runs the usual commands once against a broker of its own, so that the launcher can keep the classes they need in an
 * archive of the JVM: later commands start in less than half the time.
 */
public final class Rehearsal {
    private Rehearsal() {}

    /**
     * Runs the commands; what they say is thrown away.
     *
     * @param words a directory for the broker's data, which must be empty
     */
    public static void main(String[] words) {
        try (Broker broker = Broker.start(BrokerSettings.at(Path.of(words[0])))) {
            for (String line : List.of(
                    "topics create rehearsal",
                    "produce rehearsal -K :",
                    "consume rehearsal -g rehearsal -c 1",
                    "consume rehearsal -e -J",
                    "topics describe",
                    "topics list",
                    "groups list",
                    "groups describe rehearsal",
                    "configs describe --topic rehearsal --all")) {
                run((line + " -b " + broker.bootstrapServers()).split(" "));
            }
            run("--help");
        }
        System.exit(0);
    }

    private static void run(String... words) {
        InputStream in = new ByteArrayInputStream("key:value\n".getBytes(StandardCharsets.UTF_8));
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Terminal terminal = new Terminal(in, nowhere, nowhere, InstantSource.system(), new Interrupt());
        CommandTree.of(terminal, words).run(words);
    }
}
