package dev.millrace.streams.internal.runtime.insight;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.utils.Time;

import dev.millrace.streams.ClientInstanceIds;
import dev.millrace.streams.errors.StreamsException;
import dev.millrace.streams.internal.runtime.thread.StreamThread;

/**
 * Asks every client of an instance under which id it pushes metrics, each on the thread that owns it.
 *
 * <p><i>Used once, by one thread.</i>
 */
public final class InstanceIds {
    private final ClientIds names;
    private final Duration patience;
    private final Time time;
    private final Map<String, CompletableFuture<Uuid>> consumers = new HashMap<>();
    private final Map<String, CompletableFuture<Optional<Uuid>>> producers = new HashMap<>();

    /** @param patience for how long each client may take, and all together */
    public InstanceIds(ClientIds names, Duration patience, Time time) {
        this.names = names;
        this.patience = patience;
        this.time = time;
    }

    /** Asks the clients of {@code threads}. */
    public void askAll(List<StreamThread> threads) {
        for (StreamThread thread : threads) {
            consumers.put(names.consumer(thread.name()), thread.ask(clients -> clients.consumer()
                    .clientInstanceId(patience)));
            producers.put(names.producer(thread.name()), thread.ask(clients -> clients.output()
                    .instanceId(patience)));
        }
    }

    /** The consumer that restores stores will answer with {@code answer}. */
    public void askRestoreConsumer(CompletableFuture<Uuid> answer) {
        consumers.put(names.restoreConsumer(), answer);
    }

    /** The consumer that fills global stores will answer with {@code answer}. */
    public void askGlobalConsumer(CompletableFuture<Uuid> answer) {
        consumers.put(names.globalConsumer(), answer);
    }

    /**
     * The answers.
     *
     * @throws TimeoutException if there is not an answer of each in time
     * @throws IllegalStateException if the application does not push metrics
     */
    public ClientInstanceIds await(Admin admin) {
        long deadlineNanos = time.nanoseconds() + patience.toNanos();
        Uuid ofAdmin = admin.clientInstanceId(patience);
        Map<String, Uuid> ofConsumers = new HashMap<>();
        consumers.forEach((name, answer) -> ofConsumers.put(name, await(name, answer, deadlineNanos)));
        Map<String, Uuid> ofProducers = new HashMap<>();
        producers.forEach(
                (name, answer) -> await(name, answer, deadlineNanos).ifPresent(id -> ofProducers.put(name, id)));
        return new Answers(ofAdmin, Map.copyOf(ofConsumers), Map.copyOf(ofProducers));
    }

    private <T> T await(String name, CompletableFuture<T> answer, long deadlineNanos) {
        try {
            return answer.get(Math.max(1, deadlineNanos - time.nanoseconds()), TimeUnit.NANOSECONDS);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException known) {
                throw known;
            }
            throw new StreamsException("Could not retrieve the client instance id of " + name, failed.getCause());
        } catch (java.util.concurrent.TimeoutException slow) {
            throw new TimeoutException("Retrieving the client instance id of " + name + " timed out", slow);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new InterruptException(stop);
        }
    }

    private record Answers(
            Uuid adminInstanceId, Map<String, Uuid> consumerInstanceIds, Map<String, Uuid> producerInstanceIds)
            implements ClientInstanceIds {}
}
