package dev.millrace.streams.internal.runtime.thread;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.streams.internal.runtime.commit.OffsetCommitter;

import static java.util.Objects.requireNonNull;

/**
 * Has the cluster delete from repartition topics what their only reader has committed: such topics have no retention of
 * their own and would grow for ever. Asked for after a commit, once in {@code repartition.purge.interval.ms}, and not
 * waited for: what is not deleted this time is deleted with the next. <i>Confined to the stream thread.</i>
 */
public final class RepartitionPurge implements OffsetCommitter {
    private static final Logger LOG = LoggerFactory.getLogger(RepartitionPurge.class);

    private final OffsetCommitter committer;
    private final Admin admin;
    private final Set<String> topics;
    private final long intervalMs;
    private final Time time;
    private final Map<TopicPartition, RecordsToDelete> read = new HashMap<>();
    private KafkaFuture<Void> underWay = KafkaFuture.completedFuture(null);
    private long lastMs;

    /**
     * Commits with {@code committer} first.
     *
     * @param topics the repartition topics of the application
     */
    public RepartitionPurge(OffsetCommitter committer, Admin admin, Set<String> topics, long intervalMs, Time time) {
        this.committer = requireNonNull(committer, "committer");
        this.admin = requireNonNull(admin, "admin");
        this.topics = Set.copyOf(topics);
        this.intervalMs = intervalMs;
        this.time = requireNonNull(time, "time");
        this.lastMs = time.milliseconds();
    }

    @Override
    public void commit(Map<TopicPartition, OffsetAndMetadata> offsets) {
        committer.commit(offsets);
        offsets.forEach((partition, next) -> {
            if (topics.contains(partition.topic())) {
                read.put(partition, RecordsToDelete.beforeOffset(next.offset()));
            }
        });
        long nowMs = time.milliseconds();
        if (!read.isEmpty() && nowMs - lastMs >= intervalMs && underWay.isDone()) {
            lastMs = nowMs;
            purge();
        }
    }

    private void purge() {
        underWay = admin.deleteRecords(Map.copyOf(read)).all();
        read.clear();
        underWay.whenComplete((done, failure) -> {
            if (failure != null) {
                LOG.debug("Not all that was read could be deleted from repartition topics this time", failure);
            }
        });
    }
}
