package dev.millrace.broker.embedded;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantReadWriteLock;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.IntegerDeserializer;
import org.apache.kafka.common.serialization.IntegerSerializer;

/**
 * A client that works while the broker dies again and again, and knows what must be there afterwards.
 *
 * <p>Thread-safe: steps are taken by the thread of {@link #run}, one at a time; a check waits for the step under way.
 */
abstract class CrashLoad implements Runnable {
    private final int port;
    private final Semaphore progress;
    private final ReentrantReadWriteLock stepping = new ReentrantReadWriteLock(true);
    private volatile boolean stopped;

    /**
     * Makes a load for the broker that comes back on a port.
     *
     * @param progress is given a permit for every acknowledged piece of work
     */
    CrashLoad(int port, Semaphore progress) {
        this.port = port;
        this.progress = progress;
    }

    /** Does a piece of work; a failure of the client leaves open whether it is done. */
    abstract void step();

    /** Closes the client after the last step. */
    abstract void closeClient();

    /** Holds what the broker has against what it has acknowledged. */
    abstract void check();

    @Override
    public void run() {
        try {
            while (!stopped) {
                stepping.readLock().lock();
                try {
                    step();
                    progress.release();
                } finally {
                    stepping.readLock().unlock();
                }
            }
        } finally {
            closeClient();
        }
    }

    /** Checks between two steps. */
    void checkNow() {
        stepping.writeLock().lock();
        try {
            check();
        } finally {
            stepping.writeLock().unlock();
        }
    }

    /** Lets the thread end after the step under way. */
    void stop() {
        stopped = true;
    }

    /** Calls until the client does not say that it ran out of time; the same call then goes on where it was. */
    static void untilDone(Runnable call) {
        while (true) {
            try {
                call.run();
                return;
            } catch (TimeoutException e) {
                LockSupport.parkNanos(1);
            }
        }
    }

    KafkaProducer<Integer, Integer> producer(Map<String, Object> more) {
        Map<String, Object> config = new HashMap<>(more);
        config.put("bootstrap.servers", "127.0.0.1:" + port);
        config.put("reconnect.backoff.max.ms", 100);
        config.put("retry.backoff.max.ms", 100);
        config.put("delivery.timeout.ms", 120_000);
        return new KafkaProducer<>(config, new IntegerSerializer(), new IntegerSerializer());
    }

    KafkaConsumer<Integer, Integer> consumer(String group) {
        Map<String, Object> config = Map.of(
                "bootstrap.servers",
                "127.0.0.1:" + port,
                "group.id",
                group,
                "enable.auto.commit",
                "false",
                "isolation.level",
                "read_committed",
                "auto.offset.reset",
                "earliest",
                "reconnect.backoff.max.ms",
                100);
        return new KafkaConsumer<>(config, new IntegerDeserializer(), new IntegerDeserializer());
    }

    /** Returns all committed records of a partition. */
    List<ConsumerRecord<Integer, Integer>> read(TopicPartition partition) {
        List<ConsumerRecord<Integer, Integer>> found = new ArrayList<>();
        try (var consumer = consumer("readers")) {
            Collection<TopicPartition> one = List.of(partition);
            consumer.assign(one);
            consumer.seekToBeginning(one);
            long end = consumer.endOffsets(one).get(partition);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(found::add);
            }
        }
        return found;
    }

    List<Integer> values(TopicPartition partition) {
        return read(partition).stream().map(ConsumerRecord::value).toList();
    }

    static boolean ended(Runnable call) {
        try {
            untilDone(call);
            return true;
        } catch (KafkaException fatal) {
            return false;
        }
    }
}
