package dev.millrace.broker.transaction;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.broker.coordinator.Shard;
import dev.millrace.broker.coordinator.ShardRecord;
import dev.millrace.broker.coordinator.Timer;
import dev.millrace.broker.coordinator.Timers;
import dev.millrace.broker.coordinator.Turn;
import dev.millrace.broker.settings.TransactionSettings;

/**
 * All transactional ids, as a function of requests, time and records.
 *
 * <p>Confined to the event-loop thread.
 */
public final class TransactionShard implements Shard {
    private static final Logger LOG = LoggerFactory.getLogger(TransactionShard.class);
    private static final long MARKER_RETRY_MS = 2_000;
    private static final long EXPIRY_CHECK_MS = 3_600_000;
    private static final int EXPIRED_PER_TURN = 1000;

    private final TransactionSettings settings;
    private final Timers timers;
    private final LongSupplier producerIds;
    private final MarkerWriter markers;
    private final Map<String, Transaction> byId = new HashMap<>();
    private final Map<String, Timer> clocks = new HashMap<>();

    /**
     * Makes a coordinator without transactional ids.
     *
     * @param timers where it sets its clocks
     * @param producerIds gives ids that nobody had before
     * @param markers writes the ends of transactions
     */
    public TransactionShard(
            TransactionSettings settings, Timers timers, LongSupplier producerIds, MarkerWriter markers) {
        this.settings = settings;
        this.timers = timers;
        this.producerIds = producerIds;
        this.markers = markers;
    }

    @Override
    public void replay(ShardRecord record) {
        String id = TransactionRecords.idOf(record);
        if (record.value() == null) {
            byId.remove(id);
            Timer clock = clocks.remove(id);
            if (clock != null) {
                clock.stop();
            }
        } else {
            byId.put(id, TransactionRecords.read(id, record.value()));
        }
    }

    @Override
    public void loaded(Turn turn) {
        for (Transaction transaction : byId.values()) {
            if (transaction.phase() == TransactionPhase.ONGOING) {
                watch(transaction);
            }
        }
        timers.at(turn.nowMs() + EXPIRY_CHECK_MS, this::expire);
    }

    /** Writes the markers of everything that was decided when the broker stopped. */
    void resume() {
        for (Transaction transaction : List.copyOf(byId.values())) {
            if (transaction.phase().isEnding()) {
                writeMarkers(transaction, after -> {});
            }
        }
    }

    /** Makes somebody the producer of an id; an open transaction of the former producer is aborted first. */
    void init(InitRequest request, Consumer<ProducerReply> to, Turn turn) {
        Transaction now = byId.get(request.transactionalId());
        Errors refusal = refusal(request, now);
        if (refusal != Errors.NONE) {
            turn.reply(to, ProducerReply.refused(refusal), ProducerReply::refused);
        } else if (now != null && now.phase() == TransactionPhase.ONGOING) {
            end(now, false, now.producer().next(), now.producer().next(), false, turn, outcome -> {
                if (outcome == Errors.NONE) {
                    timers.at(turn.nowMs(), later -> init(anew(request), to, later));
                } else {
                    to.accept(ProducerReply.refused(outcome));
                }
            });
        } else {
            begin(request, now, to, turn);
        }
    }

    /** The identity was checked and is gone with the epoch that fenced the open transaction. */
    private static InitRequest anew(InitRequest request) {
        return new InitRequest(request.transactionalId(), request.timeoutMs(), ProducerIdentity.NONE);
    }

    private Errors refusal(InitRequest request, @Nullable Transaction now) {
        if (request.transactionalId().isEmpty()) {
            return Errors.INVALID_REQUEST;
        }
        if (request.timeoutMs() <= 0 || request.timeoutMs() > settings.maxTimeoutMs()) {
            return Errors.INVALID_TRANSACTION_TIMEOUT;
        }
        if (now == null) {
            return Errors.NONE;
        }
        if (now.phase().isEnding()) {
            return Errors.CONCURRENT_TRANSACTIONS;
        }
        ProducerIdentity expected = request.expected();
        boolean known = expected.isNone() || expected.equals(now.producer()) || expected.equals(now.previous());
        return known ? Errors.NONE : Errors.PRODUCER_FENCED;
    }

    private void begin(InitRequest request, @Nullable Transaction now, Consumer<ProducerReply> to, Turn turn) {
        ProducerIdentity expected = request.expected();
        if (now != null
                && now.phase() == TransactionPhase.EMPTY
                && !expected.isNone()
                && expected.equals(now.previous())) {
            // The answer to this very request got lost on the way.
            turn.reply(to, ProducerReply.of(now.producer()), ProducerReply::refused);
            return;
        }
        ProducerIdentity producer = now == null || now.producer().isExhausted()
                ? new ProducerIdentity(producerIds.getAsLong(), (short) 0)
                : now.producer().next();
        ProducerIdentity previous = now == null ? ProducerIdentity.NONE : now.producer();
        Transaction begun =
                Transaction.empty(request.transactionalId(), producer, previous, request.timeoutMs(), turn.nowMs());
        turn.write(TransactionRecords.of(begun));
        turn.reply(to, ProducerReply.of(producer), ProducerReply::refused);
    }

    /** Lets partitions take part in the transaction of a producer, which begins with the first. */
    void add(String id, ProducerIdentity producer, Collection<TopicPartition> more, Consumer<Errors> to, Turn turn) {
        Transaction now = byId.get(id);
        Errors standing = standing(now, producer);
        if (standing == Errors.NONE && now != null && !contains(now, more)) {
            Transaction grown = now.with(more, turn.nowMs());
            turn.write(TransactionRecords.of(grown));
            watch(grown);
        }
        turn.reply(to, standing, Function.identity());
    }

    private static boolean contains(Transaction now, Collection<TopicPartition> partitions) {
        return now.phase() == TransactionPhase.ONGOING && now.partitions().containsAll(partitions);
    }

    /** Returns NONE if a producer may take part in, or begin, a transaction now. */
    Errors standing(String id, ProducerIdentity producer) {
        return standing(byId.get(id), producer);
    }

    private static Errors standing(@Nullable Transaction now, ProducerIdentity producer) {
        if (now == null
                || now.producer().id() != producer.id() && now.previous().id() != producer.id()) {
            return Errors.INVALID_PRODUCER_ID_MAPPING;
        }
        if (now.phase().isEnding() && (producer.equals(now.next()) || producer.equals(now.previous()))) {
            return Errors.CONCURRENT_TRANSACTIONS;
        }
        if (!now.producer().equals(producer)) {
            return Errors.PRODUCER_FENCED;
        }
        return now.phase().isEnding() ? Errors.CONCURRENT_TRANSACTIONS : Errors.NONE;
    }

    /** Returns whether a partition takes part in the open transaction of an id. */
    boolean takesPart(String id, TopicPartition partition) {
        Transaction now = byId.get(id);
        return now != null
                && now.phase() == TransactionPhase.ONGOING
                && now.partitions().contains(partition);
    }

    /** Ends a transaction; the reply comes when every partition has its marker. */
    void end(EndRequest request, Consumer<ProducerReply> to, Turn turn) {
        Transaction now = byId.get(request.transactionalId());
        EndJudgement judgement = EndJudgement.of(now, request);
        if (judgement.action() == EndJudgement.Action.REFUSE || now == null) {
            turn.reply(to, ProducerReply.refused(judgement.refusal()), ProducerReply::refused);
        } else if (judgement.action() == EndJudgement.Action.REPEAT) {
            turn.reply(to, ProducerReply.of(now.producer()), ProducerReply::refused);
        } else {
            ProducerIdentity marking = request.raises() ? now.producer().next() : now.producer();
            ProducerIdentity then = request.raises() && now.producer().isExhausted()
                    ? new ProducerIdentity(producerIds.getAsLong(), (short) 0)
                    : marking;
            end(
                    now,
                    request.commit(),
                    marking,
                    then,
                    request.raises(),
                    turn,
                    outcome -> to.accept(
                            outcome == Errors.NONE ? ProducerReply.of(then) : ProducerReply.refused(outcome)));
        }
    }

    private void end(
            Transaction now,
            boolean commit,
            ProducerIdentity marking,
            ProducerIdentity then,
            boolean raised,
            Turn turn,
            Consumer<Errors> whenEnded) {
        Transaction prepared = now.ending(commit, marking, then, raised, turn.nowMs());
        turn.write(TransactionRecords.of(prepared));
        Timer clock = clocks.get(now.id());
        if (clock != null) {
            clock.stop();
        }
        // The decision must outlive a loss of power before anybody can see its consequences.
        turn.reply(
                outcome -> {
                    if (outcome == Errors.NONE) {
                        writeMarkers(prepared, whenEnded);
                    } else {
                        whenEnded.accept(outcome);
                    }
                },
                Errors.NONE,
                Function.identity());
    }

    private void writeMarkers(Transaction prepared, Consumer<Errors> whenEnded) {
        markers.write(prepared, outcome -> {
            if (outcome == Errors.NONE) {
                timers.at(0, turn -> complete(prepared, whenEnded, turn));
            } else {
                LOG.warn("The end of transaction {} is not in all partitions yet: {}", prepared.id(), outcome);
                timers.at(0, turn -> retry(prepared, whenEnded, turn));
            }
        });
    }

    private void retry(Transaction prepared, Consumer<Errors> whenEnded, Turn turn) {
        timers.at(turn.nowMs() + MARKER_RETRY_MS, later -> writeMarkers(prepared, whenEnded));
    }

    private void complete(Transaction prepared, Consumer<Errors> whenEnded, Turn turn) {
        turn.write(TransactionRecords.of(prepared.ended(turn.nowMs())));
        // Every marker is on disk: losing this record costs writing them again, so nobody waits for it.
        turn.tellEarly(outcome -> {
            if (outcome == Errors.NONE) {
                whenEnded.accept(Errors.NONE);
            } else {
                timers.at(turn.nowMs() + MARKER_RETRY_MS, later -> complete(prepared, whenEnded, later));
            }
        });
    }

    private void watch(Transaction ongoing) {
        long atMs = ongoing.startMs() + ongoing.timeoutMs();
        Timer clock = clocks.get(ongoing.id());
        if (clock == null) {
            clocks.put(ongoing.id(), timers.at(atMs, turn -> timedOut(ongoing.id(), turn)));
        } else if (!clock.isRunning() || clock.atMs() != atMs) {
            clock.moveTo(atMs);
        }
    }

    private void timedOut(String id, Turn turn) {
        Transaction now = byId.get(id);
        if (now == null || now.phase() != TransactionPhase.ONGOING) {
            return;
        }
        LOG.info(
                "Transaction {} of producer {} took longer than {} ms and is aborted",
                id,
                now.producer().id(),
                now.timeoutMs());
        ProducerIdentity fencing = now.producer().next();
        end(now, false, fencing, fencing, false, turn, outcome -> {});
    }

    private void expire(Turn turn) {
        for (Transaction transaction : byId.values()) {
            boolean idle = transaction.phase() != TransactionPhase.ONGOING
                    && !transaction.phase().isEnding();
            boolean old = turn.nowMs() - transaction.updateMs() >= settings.idExpiryMs();
            if (idle && old && turn.records().size() < EXPIRED_PER_TURN) {
                turn.write(TransactionRecords.forgotten(transaction.id()));
            }
        }
        boolean more = turn.records().size() >= EXPIRED_PER_TURN;
        timers.at(turn.nowMs() + (more ? 1 : EXPIRY_CHECK_MS), this::expire);
    }

    /** Returns one transactional id as it stands, null if it is unknown. */
    @Nullable
    Transaction get(String id) {
        return byId.get(id);
    }

    /** Returns a view of all of them, in no order. */
    Collection<Transaction> all() {
        return byId.values();
    }
}
