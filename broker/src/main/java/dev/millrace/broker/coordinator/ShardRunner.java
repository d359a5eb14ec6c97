package dev.millrace.broker.coordinator;

import java.util.function.Consumer;
import java.util.function.Function;

import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.utils.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.broker.parking.DeadlineQueue;

/**
 * Runs the turns of one shard: append its records, replay them, deliver the replies when they are durable.
 *
 * <p>Records take effect when they are appended, so a later turn may see what an earlier one has not yet made
 * durable. Its own records lie behind those in the same log and cannot become durable before them.
 *
 * <p>Confined to the event-loop thread once {@link #load} has returned.
 *
 * @param <S> the shard
 */
public final class ShardRunner<S extends Shard> {
    private static final Logger LOG = LoggerFactory.getLogger(ShardRunner.class);

    private final ShardLog log;
    private final Time time;
    private final S shard;

    /**
     * Makes a runner together with the shard it runs.
     *
     * @param log where the records are kept
     * @param deadlines the queue that the event loop runs
     * @param makeShard receives the place where the shard sets its clocks
     */
    public ShardRunner(ShardLog log, DeadlineQueue deadlines, Time time, Function<Timers, S> makeShard) {
        this.log = log;
        this.time = time;
        this.shard = makeShard.apply(new LoopTimers(deadlines, this::run));
    }

    /** Returns the shard, for reading. */
    public S shard() {
        return shard;
    }

    /**
     * Rebuilds the shard from its log.
     *
     * @throws CorruptShardRecord naming partition and offset of a record that cannot be understood
     */
    public void load() {
        log.readAll(shard);
        run(shard::loaded);
    }

    /** Lets one event happen. */
    public void run(Consumer<Turn> event) {
        Turn turn = new Turn(time.milliseconds());
        event.accept(turn);
        if (turn.records().isEmpty()) {
            turn.conclude(Errors.NONE);
        } else {
            write(turn);
        }
    }

    private void write(Turn turn) {
        long endOffset;
        try {
            endOffset = log.append(turn.records(), turn.transaction(), turn.nowMs());
        } catch (RecordsNotWritten e) {
            LOG.error(
                    "A coordinator could not write {} records: {}",
                    turn.records().size(),
                    e.getMessage(),
                    e);
            turn.appended(e.error());
            turn.conclude(e.error());
            return;
        }
        replay(turn);
        turn.appended(Errors.NONE);
        log.whenDurable(endOffset, turn::conclude);
    }

    private void replay(Turn turn) {
        TransactionWriter transaction = turn.transaction();
        for (ShardRecord record : turn.records()) {
            if (transaction == null) {
                shard.replay(record);
            } else {
                shard.replayPending(transaction.producerId(), record);
            }
        }
    }
}
