package dev.millrace.broker.streamsgroup;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TopologyResolverTest {
    private final KnownTopics topics = new KnownTopics();

    @Test
    void aRepartitionTopicIsAsWideAsTheWidestInputOfItsWriters() {
        topics.put("in", 3);
        topics.put("wide", 5);
        var upper = part("0", List.of("in", "wide"), List.of(), Set.of("r"), List.of());
        var lower = part("1", List.of(), List.of(topic("r", 0)), Set.of(), List.of(topic("log", 0)));

        ResolvedTopology resolved = resolve(upper, lower);

        assertThat(resolved.obstacle()).isNull();
        assertThat(resolved.missing()).containsExactly(topic("r", 5), topic("log", 5));
        assertThat(resolved.parts().get("1").taskCount()).isEqualTo(5);
    }

    @Test
    void repartitionTopicsThatFeedEachOtherAreCountedFromWhatIsKnown() {
        topics.put("in", 4);
        var first = part("0", List.of("in"), List.of(topic("b", 0)), Set.of("a"), List.of());
        var second = part("1", List.of(), List.of(topic("a", 0)), Set.of("b"), List.of());

        ResolvedTopology resolved = resolve(first, second);

        assertThat(resolved.missing()).containsExactlyInAnyOrder(topic("a", 4), topic("b", 4));
    }

    @Test
    void aMissingSourceIsAnObstacleUntilItIsMade() {
        var only = part("0", List.of("in", "there"), List.of(), Set.of(), List.of());
        topics.put("there", 1);

        assertThat(resolve(only).obstacle())
                .isEqualTo(new GroupStatus(GroupStatus.Code.MISSING_SOURCE_TOPICS, "Source topics [in] are missing."));
        assertThat(resolve(only).tasks()).isEmpty();

        topics.put("in", 2);
        assertThat(resolve(only).tasks()).hasSize(2);
    }

    @Test
    void coPartitionedSourcesMustBeEquallyWide() {
        topics.put("left", 2);
        topics.put("right", 3);
        var join = new StreamsSubtopology(
                "0",
                List.of("left", "right"),
                List.of(),
                List.of(),
                Set.of(),
                List.of(),
                List.of(new StreamsSubtopology.Copartition(List.of(0, 1), List.of(), List.of())));

        assertThat(resolve(join).obstacle().code()).isEqualTo(GroupStatus.Code.INCORRECTLY_PARTITIONED_TOPICS);
        assertThat(resolve(join).obstacle().detail())
                .contains("[left, right]")
                .contains("2")
                .contains("3");
    }

    @Test
    void aCoPartitionedRepartitionTopicFollowsTheSource() {
        topics.put("left", 6);
        topics.put("in", 2);
        var upper = part("0", List.of("in"), List.of(), Set.of("r"), List.of());
        var join = new StreamsSubtopology(
                "1",
                List.of("left"),
                List.of(),
                List.of(topic("r", 0)),
                Set.of(),
                List.of(),
                List.of(new StreamsSubtopology.Copartition(List.of(0), List.of(), List.of(0))));

        assertThat(resolve(upper, join).missing()).containsExactly(topic("r", 6));
    }

    @Test
    void anInternalTopicOfAnotherWidthIsAnObstacle() {
        topics.put("in", 2);
        topics.put("log", 3);

        ResolvedTopology resolved = resolve(part("0", List.of("in"), List.of(), Set.of(), List.of(topic("log", 0))));

        assertThat(resolved.obstacle().code()).isEqualTo(GroupStatus.Code.INCORRECTLY_PARTITIONED_TOPICS);
        assertThat(resolved.obstacle().detail()).contains("log has 3 partitions, but 2 are needed");
    }

    @Test
    void aPatternStandsForEveryTopicThatMatches() {
        topics.put("in-a", 2);
        topics.put("in-b", 4);
        var part = new StreamsSubtopology("0", List.of(), List.of("in-.*"), List.of(), Set.of(), List.of(), List.of());

        assertThat(resolve(part).parts().get("0").sources()).containsExactly("in-a", "in-b");
        assertThat(resolve(part).tasks()).hasSize(4);
    }

    private ResolvedTopology resolve(StreamsSubtopology... parts) {
        return new TopologyResolver(new StreamsTopology(0, List.of(parts)), topics).resolve();
    }

    private static StreamsSubtopology part(
            String id,
            List<String> sources,
            List<DemandedTopic> repartition,
            Set<String> sinks,
            List<DemandedTopic> changelogs) {
        return new StreamsSubtopology(id, sources, List.of(), repartition, sinks, changelogs, List.of());
    }

    private static DemandedTopic topic(String name, int partitions) {
        return new DemandedTopic(name, partitions, Map.of());
    }
}
