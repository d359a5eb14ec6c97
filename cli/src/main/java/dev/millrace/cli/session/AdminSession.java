package dev.millrace.cli.session;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaFuture;

import dev.millrace.cli.output.CommandFailed;

/**
 * An Admin client together with the patience of its user.
 *
 * <p><em>Confined to the thread of the command.</em>
 */
public final class AdminSession implements AutoCloseable {
    private final Admin admin;
    private final Duration timeout;

    private AdminSession(Admin admin, Duration timeout) {
        this.admin = admin;
        this.timeout = timeout;
    }

    static AdminSession open(Properties properties, Duration timeout) {
        return new AdminSession(Admin.create(properties), timeout);
    }

    /** Returns the client. */
    public Admin admin() {
        return admin;
    }

    /**
     * Waits for an answer.
     *
     * @throws RuntimeException what the broker said, or {@link CommandFailed} if it said nothing in time
     */
    public <T> T await(KafkaFuture<T> future) {
        try {
            return future.get(timeout.toMillis() + 1_000, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | CompletionException e) {
            throw FailureWords.rethrown(e);
        } catch (TimeoutException e) {
            throw new CommandFailed("no answer within " + timeout.toMillis() + " ms", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed("interrupted", e);
        }
    }

    /**
     * Waits for one answer for each of several things.
     *
     * @return the answers, in the order of the futures
     * @throws RuntimeException as {@link #await}, for the first thing that failed
     */
    public <K, T> Map<K, T> awaitAll(Map<K, KafkaFuture<T>> futures) {
        Map<K, T> answers = new LinkedHashMap<>();
        futures.forEach((key, future) -> answers.put(key, await(future)));
        return answers;
    }

    /**
     * Waits for the outcome of several changes, all of them, so that one that fails hides no other.
     *
     * @return what failed and why in one sentence; empty if all went well
     */
    public <K> Map<K, String> failures(Map<K, KafkaFuture<Void>> futures) {
        Map<K, String> failures = new LinkedHashMap<>();
        futures.forEach((key, future) -> {
            try {
                await(future);
            } catch (RuntimeException e) {
                failures.put(key, FailureWords.of(e));
            }
        });
        return failures;
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(1));
    }
}
