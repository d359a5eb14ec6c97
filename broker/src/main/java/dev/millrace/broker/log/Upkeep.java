package dev.millrace.broker.log;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;

import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Background work on all logs: retention, compaction, syncs that nobody waits for, deletion of files nobody reads any
 * more. A log whose disk fails is reported once and does not keep the others from their turn.
 *
 * <p><em>Confined to the housekeeping thread.</em>
 */
public final class Upkeep implements UpkeepStep {

    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);

    private final Supplier<? extends Collection<PartitionLog>> logs;
    private final Set<TopicPartition> troubled = new HashSet<>();

    /**
     * Makes the work; nothing is done yet.
     *
     * @param logs the logs there are at the time of asking
     */
    public Upkeep(Supplier<? extends Collection<PartitionLog>> logs) {
        this.logs = logs;
    }

    @Override
    public int run(long nowMs) {
        int count = 0;
        for (PartitionLog log : logs.get()) {
            count += run(log, nowMs);
        }
        return count;
    }

    private int run(PartitionLog log, long nowMs) {
        try {
            int count = log.upkeep().run(nowMs);
            troubled.remove(log.partition());
            return count;
        } catch (LogFailure e) {
            if (troubled.add(log.partition())) {
                LOG.error("background work on {} failed and is tried again", log.partition(), e);
            }
            return 0;
        }
    }
}
