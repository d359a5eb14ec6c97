package dev.millrace.examples.wordcount;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import dev.millrace.broker.embedded.Broker;
import dev.millrace.broker.settings.BrokerSettings;

import static org.assertj.core.api.Assertions.assertThat;

/** Two instances of one application share the words; when one stops, the other takes over. */
class SharedWorkTest {

    private static final List<String> ALL =
            List.of("ant\t1", "bee\t2", "cat\t3", "dog\t4", "elk\t5", "fox\t6", "gnu\t7");

    @TempDir
    Path directory;

    @Test
    @Timeout(120)
    void theInstanceThatStaysTakesOver() throws Exception {
        Path text = Files.writeString(directory.resolve("text.txt"), text());
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (Broker broker = Broker.start(BrokerSettings.at(directory.resolve("broker")))) {
            CommandRun first = new CommandRun();
            CommandRun second = new CommandRun();
            Future<?> firstEnd =
                    threads.submit(() -> first.execute(arguments(broker, "first", "--text", text.toString())));
            Future<?> secondEnd = threads.submit(() -> second.execute(arguments(broker, "second", "--no-input")));

            awaitUntil(() ->
                    sorted(first, second).equals(ALL) && !second.lastList().isEmpty());
            first.stop();
            firstEnd.get();
            awaitUntil(() -> sorted(second).equals(ALL));

            second.stop();
            secondEnd.get();
            assertThat(first.exitCode()).isZero();
            assertThat(second.exitCode()).isZero();
        } finally {
            threads.shutdownNow();
        }
    }

    private String[] arguments(Broker broker, String name, String... more) {
        List<String> arguments = new ArrayList<>(List.of("--bootstrap-servers", broker.bootstrapServers()));
        arguments.addAll(List.of("--state-dir", directory.resolve(name).toString(), "--keep-running"));
        Collections.addAll(arguments, more);
        return arguments.toArray(String[]::new);
    }

    private static List<String> sorted(CommandRun... runs) {
        List<String> lines = new ArrayList<>();
        for (CommandRun run : runs) {
            lines.addAll(run.lastList());
        }
        Collections.sort(lines);
        return lines;
    }

    private static String text() {
        StringBuilder text = new StringBuilder();
        for (String line : ALL) {
            String[] parts = line.split("\t");
            text.append((parts[0] + "\n").repeat(Integer.parseInt(parts[1])));
        }
        return text.toString();
    }

    /** Looks until the condition holds; the test's time-out is the bound. */
    private static void awaitUntil(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
