package dev.millrace.cli.program;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.millrace.broker.embedded.Broker;
import dev.millrace.broker.settings.BrokerSettings;
import dev.millrace.cli.output.Interrupt;
import dev.millrace.cli.output.Terminal;

/** One broker for all tests of a class, and commands run against it as a shell would run them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
abstract class CliFixture {
    static final List<String> TALKERS = List.of("topics", "produce", "consume", "groups", "configs", "acls", "users");

    Path directory;

    Broker broker;

    record Outcome(int code, String out, String err) {
        JsonNode json() {
            try {
                return new ObjectMapper().readTree(out);
            } catch (IOException e) {
                throw new UncheckedIOException(out, e);
            }
        }

        List<String> lines() {
            return out.lines().toList();
        }
    }

    @BeforeAll
    void start(@TempDir Path temporary) {
        directory = temporary;
        broker = Broker.start(BrokerSettings.at(directory.resolve("data")));
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    /** Runs a command that must do what it was asked. */
    Outcome done(String... words) {
        return done("", words);
    }

    Outcome doneWithInput(String input, String... words) {
        return done(input, words);
    }

    private Outcome done(String input, String[] words) {
        Outcome outcome = run(input, words);
        if (outcome.code() != 0) {
            throw new AssertionError(Arrays.toString(words) + ": " + outcome);
        }
        return outcome;
    }

    /** Runs a command. */
    Outcome run(String... words) {
        return run("", words);
    }

    private Outcome run(String input, String[] words) {
        List<String> all = new ArrayList<>(List.of(words));
        if (TALKERS.contains(words[0]) && !all.contains("-b")) {
            all.add(1, "-b");
            all.add(2, broker.bootstrapServers());
        }
        return run(input, new Interrupt(), all);
    }

    static Outcome run(String input, Interrupt interrupt, List<String> words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                InstantSource.system(),
                interrupt);
        int code = CommandTree.of(terminal, words.toArray(String[]::new)).run(words.toArray(String[]::new));
        return new Outcome(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
