package dev.millrace.streams.internal.runtime.thread;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.errors.WakeupException;

import static java.util.Objects.requireNonNull;

/**
 * Commands for a stream thread, which a post wakes if it waits in {@code consumer.poll}.
 *
 * <p>A wake-up that arrives when the poll has just returned stays with the consumer and ends some later call instead;
 * so every call to it goes through {@link #calling}, which tries again. <i>Thread-safe:</i> the queue is; whether the
 * owner waits changes under a private lock.
 */
public final class Mailbox {
    private final BlockingQueue<Runnable> commands = new LinkedBlockingQueue<>();
    private final Consumer<byte[], byte[]> consumer;
    private final Object lock = new Object();
    private boolean waiting;

    /** The mailbox of the thread that polls {@code consumer}. */
    public Mailbox(Consumer<byte[], byte[]> consumer) {
        this.consumer = requireNonNull(consumer, "consumer");
    }

    /** Has {@code command} run by the owner, soon. Any thread. */
    public void post(Runnable command) {
        commands.add(command);
        synchronized (lock) {
            if (waiting) {
                waiting = false;
                consumer.wakeup();
            }
        }
    }

    /** Whether nothing is to be done. */
    boolean isEmpty() {
        return commands.isEmpty();
    }

    /** Runs all commands. */
    void drain() {
        Runnable command = commands.poll();
        while (command != null) {
            command.run();
            command = commands.poll();
        }
    }

    /** Waits for a command and runs it; returns after {@code timeoutMs} if none comes. */
    void await(long timeoutMs) {
        try {
            Runnable command = commands.poll(timeoutMs, TimeUnit.MILLISECONDS);
            if (command != null) {
                command.run();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** Runs {@code poll}, which returns early when a command is posted; no records then. */
    ConsumerRecords<byte[], byte[]> polling(Supplier<ConsumerRecords<byte[], byte[]>> poll) {
        synchronized (lock) {
            waiting = true;
        }
        try {
            return poll.get();
        } catch (WakeupException posted) {
            return ConsumerRecords.empty();
        } finally {
            synchronized (lock) {
                waiting = false;
            }
        }
    }

    /** Runs {@code call} to the consumer, again if a wake-up meant for a poll ended it. */
    <T> T calling(Supplier<T> call) {
        while (true) {
            try {
                return call.get();
            } catch (WakeupException late) {
                // the command it announces is in the queue and is seen after this call
            }
        }
    }
}
