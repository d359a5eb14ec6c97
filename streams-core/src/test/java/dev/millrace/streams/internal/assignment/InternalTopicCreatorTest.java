package dev.millrace.streams.internal.assignment;

import java.util.Map;

import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.junit.jupiter.api.Test;

import dev.millrace.streams.errors.StreamsException;
import dev.millrace.streams.internal.SteppedTime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class InternalTopicCreatorTest {
    private final FakeAdmin cluster = new FakeAdmin();
    private final InternalTopicCreator creator =
            new InternalTopicCreator(cluster.admin(), new SteppedTime(), (short) -1, 5_000);

    @Test
    void createsMissingTopicsWithTheirConfigurationInOneRequest() {
        creator.makeReady(Map.of("r", 3, "c", 2), Map.of("c", Map.of("cleanup.policy", "compact")));

        assertThat(cluster.topics).isEqualTo(Map.of("r", 3, "c", 2));
        assertThat(cluster.configs).containsEntry("c", Map.of("cleanup.policy", "compact"));
        assertThat(cluster.requests).containsExactly("describe 2", "create 2");
    }

    @Test
    void leavesExistingTopicsAlone() {
        cluster.topics.put("r", 3);

        creator.makeReady(Map.of("r", 3), Map.of());

        assertThat(cluster.requests).containsExactly("describe 1");
    }

    @Test
    void asksOnlyOnceForTopicsFoundRight() {
        creator.makeReady(Map.of("r", 3), Map.of());
        cluster.requests.clear();

        creator.makeReady(Map.of("r", 3), Map.of());

        assertThat(cluster.requests).isEmpty();
    }

    @Test
    void existingTopicOfAnotherSizeIsRefusedWithBothSizes() {
        cluster.topics.put("r", 2);

        assertThatThrownBy(() -> creator.makeReady(Map.of("r", 3), Map.of()))
                .isInstanceOf(StreamsException.class)
                .hasMessageContaining("r has 2 partitions, must have 3");
    }

    @Test
    void topicCreatedBySomebodyElseMeanwhileIsChecked() {
        cluster.beforeCreate = admin -> admin.topics.put("r", 3);

        creator.makeReady(Map.of("r", 3), Map.of());

        assertThat(cluster.requests).containsExactly("describe 1", "create 1", "describe 1");
    }

    @Test
    void topicBeingDeletedIsTriedAgainUntilItIsGone() {
        cluster.refusals.put("r", new TopicExistsException("marked for deletion"));

        creator.makeReady(Map.of("r", 3), Map.of());

        assertThat(cluster.topics).containsEntry("r", 3);
    }

    @Test
    void givesUpAtTheDeadlineAndNamesTheTopics() {
        cluster.beforeCreate = admin -> admin.refusals.put("r", new TopicExistsException("marked for deletion"));

        assertThatThrownBy(() -> creator.makeReady(Map.of("r", 3), Map.of()))
                .isInstanceOf(StreamsException.class)
                .hasMessageContaining("[r]")
                .hasMessageContaining("5000 ms")
                .hasCauseInstanceOf(TopicExistsException.class);
    }

    @Test
    void missingPermissionFailsAtOnce() {
        cluster.refusals.put("r", new TopicAuthorizationException("no"));

        assertThatThrownBy(() -> creator.makeReady(Map.of("r", 3), Map.of()))
                .isInstanceOf(StreamsException.class)
                .hasMessageContaining("Cannot create internal topic r")
                .hasCauseInstanceOf(TopicAuthorizationException.class);
    }
}
