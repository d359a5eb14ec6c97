package dev.millrace.streams.internal.assignment;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.utils.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.streams.errors.StreamsException;

import static java.util.Objects.requireNonNull;

/**
 * Sees to it that internal topics exist, with the partitions they must have.
 *
 * <p>All topics are looked up in one request and the missing ones created in another; what was found right is not asked
 * for again. A topic that is being deleted, or created by somebody else, is tried again until it is there or the time
 * is up. <i>Confined to the stream thread that leads the group.</i>
 */
public final class InternalTopicCreator {
    private static final long RETRY_AFTER_MS = 100;
    private static final Logger LOG = LoggerFactory.getLogger(InternalTopicCreator.class);

    private final Admin admin;
    private final Time time;
    private final short replicationFactor;
    private final long timeoutMs;
    private final Map<String, Integer> ready = new HashMap<>();

    /**
     * A creator that works through {@code admin}, which stays the caller's.
     *
     * @param replicationFactor of new topics; -1 leaves it to the broker
     * @param timeoutMs for how long a call may try
     */
    public InternalTopicCreator(Admin admin, Time time, short replicationFactor, long timeoutMs) {
        this.admin = requireNonNull(admin, "admin");
        this.time = requireNonNull(time, "time");
        this.replicationFactor = replicationFactor;
        this.timeoutMs = timeoutMs;
    }

    /**
     * Returns when all topics exist.
     *
     * @param partitions number of partitions by topic
     * @param configs topic configurations by topic; none where absent
     * @throws StreamsException if one has another number of partitions, or cannot be created
     */
    public void makeReady(Map<String, Integer> partitions, Map<String, Map<String, String>> configs) {
        long deadlineMs = time.milliseconds() + timeoutMs;
        Set<String> open = new TreeSet<>(partitions.keySet());
        open.removeIf(topic -> partitions.get(topic).equals(ready.get(topic)));
        Optional<Exception> lastFailure = Optional.empty();
        while (!open.isEmpty()) {
            Set<String> missing = new TreeSet<>(open);
            missing.removeAll(check(open, partitions));
            open.retainAll(missing);
            lastFailure = create(missing, partitions, configs, open);
            if (!open.isEmpty()) {
                pauseUntil(deadlineMs, open, lastFailure);
            }
        }
    }

    /** Looks {@code topics} up; returns those that exist and are right. */
    private Set<String> check(Collection<String> topics, Map<String, Integer> partitions) {
        Set<String> found = new HashSet<>();
        Map<String, KafkaFuture<TopicDescription>> answers =
                admin.describeTopics(List.copyOf(topics)).topicNameValues();
        answers.forEach((topic, answer) -> {
            Optional<Exception> failure = failureOf(answer);
            if (failure.isEmpty()) {
                requirePartitions(
                        topic,
                        partitions.get(topic),
                        answer.toCompletionStage()
                                .toCompletableFuture()
                                .join()
                                .partitions()
                                .size());
                ready.put(topic, partitions.get(topic));
                found.add(topic);
            } else if (!(failure.get() instanceof RetriableException)) {
                throw new StreamsException("Cannot look up internal topic " + topic, failure.get());
            }
        });
        return found;
    }

    /** Creates {@code missing} topics and takes them out of {@code open}; returns why one is left, if one is. */
    private Optional<Exception> create(
            Set<String> missing,
            Map<String, Integer> partitions,
            Map<String, Map<String, String>> configs,
            Set<String> open) {
        List<NewTopic> topics = missing.stream()
                .map(topic -> new NewTopic(topic, partitions.get(topic), replicationFactor)
                        .configs(configs.getOrDefault(topic, Map.of())))
                .toList();
        if (topics.isEmpty()) {
            return Optional.empty();
        }
        Optional<Exception> left = Optional.empty();
        for (Map.Entry<String, KafkaFuture<Void>> answer :
                admin.createTopics(topics).values().entrySet()) {
            Optional<Exception> failure = failureOf(answer.getValue());
            if (failure.isEmpty()) {
                LOG.info("Created topic {} with {} partitions", answer.getKey(), partitions.get(answer.getKey()));
                ready.put(answer.getKey(), partitions.get(answer.getKey()));
                open.remove(answer.getKey());
            } else {
                left = Optional.of(requireTemporary(answer.getKey(), failure.get()));
            }
        }
        return left;
    }

    private static Exception requireTemporary(String topic, Exception failure) {
        if (failure instanceof TopicExistsException || failure instanceof RetriableException) {
            return failure;
        }
        throw new StreamsException("Cannot create internal topic " + topic, failure);
    }

    private void pauseUntil(long deadlineMs, Set<String> open, Optional<Exception> failure) {
        if (time.milliseconds() >= deadlineMs) {
            throw new StreamsException(
                    "Internal topics could not be created within " + timeoutMs + " ms: " + open, failure.orElse(null));
        }
        LOG.info("Internal topics are not there yet, trying again: {}", open);
        time.sleep(RETRY_AFTER_MS);
    }

    private static Optional<Exception> failureOf(KafkaFuture<?> answer) {
        try {
            answer.get();
            return Optional.empty();
        } catch (ExecutionException failed) {
            return Optional.of(failed.getCause() instanceof Exception cause ? cause : failed);
        } catch (InterruptedException stop) {
            throw new InterruptException(stop);
        }
    }

    private static void requirePartitions(String topic, int expected, int actual) {
        if (expected != actual) {
            throw new StreamsException("Internal topic " + topic + " has " + actual + " partitions, must have "
                    + expected + ". Its input topics changed since it was created: reset the application (delete its"
                    + " internal topics and local state), or give it another application.id.");
        }
    }
}
