package dev.millrace.streams.internal.runtime.thread;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DeleteRecordsResult;
import org.apache.kafka.clients.admin.DeletedRecords;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.junit.jupiter.api.Test;

import dev.millrace.streams.internal.SteppedTime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RepartitionPurgeTest {
    private static final long INTERVAL_MS = 100;
    private static final TopicPartition REPARTITION = new TopicPartition("app-counts-repartition", 3);
    private static final TopicPartition SOURCE = new TopicPartition("lines", 3);

    private final SteppedTime time = new SteppedTime();
    private final List<Map<TopicPartition, RecordsToDelete>> asked = new ArrayList<>();
    private final KafkaFutureImpl<DeletedRecords> answer = new KafkaFutureImpl<>();
    private RuntimeException commitFails;
    private final RepartitionPurge purge =
            new RepartitionPurge(this::commit, admin(), Set.of(REPARTITION.topic()), INTERVAL_MS, time);

    @Test
    void deletesWhatWasCommittedOfRepartitionTopicsAndNothingElse() {
        time.sleep(INTERVAL_MS);

        purge.commit(Map.of(REPARTITION, new OffsetAndMetadata(7), SOURCE, new OffsetAndMetadata(9)));

        assertThat(asked).containsExactly(Map.of(REPARTITION, RecordsToDelete.beforeOffset(7)));
    }

    @Test
    void asksOnceInAnIntervalForTheLatestOffsets() {
        purge.commit(Map.of(REPARTITION, new OffsetAndMetadata(7)));
        assertThat(asked).isEmpty();
        time.sleep(INTERVAL_MS);

        purge.commit(Map.of(REPARTITION, new OffsetAndMetadata(8)));

        assertThat(asked).containsExactly(Map.of(REPARTITION, RecordsToDelete.beforeOffset(8)));
    }

    @Test
    void asksAgainOnlyWhenItWasAnswered() {
        time.sleep(INTERVAL_MS);
        purge.commit(Map.of(REPARTITION, new OffsetAndMetadata(7)));
        time.sleep(INTERVAL_MS);
        purge.commit(Map.of(REPARTITION, new OffsetAndMetadata(8)));
        assertThat(asked).hasSize(1);
        answer.completeExceptionally(new TimeoutException("the first was not answered in time"));

        purge.commit(Map.of(REPARTITION, new OffsetAndMetadata(9)));

        assertThat(asked).hasSize(2).last().isEqualTo(Map.of(REPARTITION, RecordsToDelete.beforeOffset(9)));
    }

    @Test
    void whatWasNotCommittedIsKept() {
        time.sleep(INTERVAL_MS);
        commitFails = new TimeoutException("no answer");

        assertThatThrownBy(() -> purge.commit(Map.of(REPARTITION, new OffsetAndMetadata(7))))
                .isSameAs(commitFails);

        assertThat(asked).isEmpty();
    }

    private void commit(Map<TopicPartition, OffsetAndMetadata> offsets) {
        if (commitFails != null) {
            throw commitFails;
        }
    }

    @SuppressWarnings("unchecked")
    private Admin admin() {
        return (Admin) Proxy.newProxyInstance(
                Admin.class.getClassLoader(), new Class<?>[] {Admin.class}, (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("deleteRecords");
                    Map<TopicPartition, RecordsToDelete> request = (Map<TopicPartition, RecordsToDelete>) arguments[0];
                    asked.add(request);
                    Map<TopicPartition, KafkaFuture<DeletedRecords>> answers = new HashMap<>();
                    request.keySet().forEach(partition -> answers.put(partition, answer));
                    return new DeleteRecordsResult(answers);
                });
    }
}
