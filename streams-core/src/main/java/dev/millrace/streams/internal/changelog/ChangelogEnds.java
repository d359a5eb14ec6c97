package dev.millrace.streams.internal.changelog;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;

/** Tells where changelogs end, exclusive: up to there stores are restored. <i>Called by the restorer.</i> */
@FunctionalInterface
public interface ChangelogEnds {
    /**
     * The end of each of {@code changelogs}.
     *
     * @throws TimeoutException if the cluster does not answer within {@code patience}
     */
    Map<TopicPartition, Long> of(Set<TopicPartition> changelogs, Duration patience);

    /** As far as {@code consumer} may read them now. */
    static ChangelogEnds readableBy(Consumer<byte[], byte[]> consumer) {
        return consumer::endOffsets;
    }

    /**
     * As far as they are written, be it in transactions that are open still. These may be committed already and only
     * not marked so: a store restored up to the first of them could lack what the positions in the input say it has.
     */
    static ChangelogEnds written(Admin admin) {
        return (changelogs, patience) -> {
            Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
            changelogs.forEach(changelog -> latest.put(changelog, OffsetSpec.latest()));
            Map<TopicPartition, Long> ends = new HashMap<>();
            asked(admin, latest, patience).forEach((changelog, end) -> ends.put(changelog, end.offset()));
            return ends;
        };
    }

    private static Map<TopicPartition, ListOffsetsResultInfo> asked(
            Admin admin, Map<TopicPartition, OffsetSpec> wanted, Duration patience) {
        try {
            return admin.listOffsets(wanted).all().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (java.util.concurrent.TimeoutException slow) {
            throw new TimeoutException("No answer within " + patience.toMillis() + " ms", slow);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof KafkaException known ? known : new KafkaException(failed.getCause());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new InterruptException(stop);
        }
    }
}
