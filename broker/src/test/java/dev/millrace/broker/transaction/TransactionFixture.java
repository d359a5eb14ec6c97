package dev.millrace.broker.transaction;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.protocol.Errors;

import dev.millrace.broker.coordinator.ShardRunner;
import dev.millrace.broker.group.ManualClock;
import dev.millrace.broker.parking.DeadlineQueue;
import dev.millrace.broker.settings.TransactionSettings;

import static org.assertj.core.api.Assertions.assertThat;

/** One coordinator with a clock that is turned by hand, a log in the heap, and partitions that only note markers. */
final class TransactionFixture {
    static final String ID = "payments";
    static final int TIMEOUT_MS = 60_000;
    static final TopicPartition FIRST = new TopicPartition("orders", 0);
    static final TopicPartition SECOND = new TopicPartition("orders", 1);

    final HeapTransactionLog log = new HeapTransactionLog();
    final ManualClock clock = new ManualClock();
    final List<Transaction> marked = new ArrayList<>();
    final List<Consumer<Errors>> waitingMarkers = new ArrayList<>();
    boolean slowMarkers;
    DeadlineQueue deadlines;
    TransactionCoordinator transactions;
    private long nextId = 100;

    TransactionFixture() {
        restart();
    }

    /** Loads a new coordinator from the log; what waited in the old one is gone. */
    void restart() {
        deadlines = new DeadlineQueue();
        waitingMarkers.clear();
        var runner = new ShardRunner<>(
                log,
                deadlines,
                clock,
                timers -> new TransactionShard(TransactionSettings.DEFAULTS, timers, () -> nextId++, this::mark));
        runner.load();
        transactions = new TransactionCoordinator(runner);
        transactions.resume();
        runDue();
    }

    private void mark(Transaction prepared, Consumer<Errors> then) {
        marked.add(prepared);
        if (slowMarkers) {
            waitingMarkers.add(then);
        } else {
            then.accept(Errors.NONE);
        }
    }

    /** Lets the partitions answer. */
    void markersDone(Errors outcome) {
        List<Consumer<Errors>> told = List.copyOf(waitingMarkers);
        waitingMarkers.clear();
        told.forEach(then -> then.accept(outcome));
        runDue();
    }

    void pass(long ms) {
        clock.sleep(ms);
        runDue();
    }

    private void runDue() {
        deadlines.runDue(clock.milliseconds());
    }

    ProducerReply init() {
        return init(ProducerIdentity.NONE);
    }

    ProducerReply init(ProducerIdentity expected) {
        return told(reply -> transactions.init(new InitRequest(ID, TIMEOUT_MS, expected), reply));
    }

    Errors add(ProducerIdentity producer, TopicPartition... partitions) {
        return told(reply -> transactions.add(ID, producer, List.of(partitions), reply));
    }

    /** Ends a transaction as clients of the first generation do. */
    ProducerReply end(ProducerIdentity producer, boolean commit) {
        return told(reply -> transactions.end(new EndRequest(ID, producer, commit, false), reply));
    }

    /** Ends a transaction as clients of the second generation do. */
    ProducerReply endRaising(ProducerIdentity producer, boolean commit) {
        return told(reply -> transactions.end(new EndRequest(ID, producer, commit, true), reply));
    }

    /** Returns the reply, null if there is none yet. */
    <T> T told(Consumer<Consumer<T>> request) {
        List<T> replies = new ArrayList<>();
        request.accept(replies::add);
        runDue();
        assertThat(replies).hasSizeLessThan(2);
        return replies.isEmpty() ? null : replies.get(0);
    }

    Transaction state() {
        return transactions.get(ID);
    }
}
