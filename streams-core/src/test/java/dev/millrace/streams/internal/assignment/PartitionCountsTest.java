package dev.millrace.streams.internal.assignment;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.millrace.streams.errors.MissingSourceTopicException;
import dev.millrace.streams.errors.TaskAssignmentException;
import dev.millrace.streams.errors.TopologyException;

import static dev.millrace.streams.internal.assignment.Topologies.subtopology;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PartitionCountsTest {
    @Test
    void repartitionTopicHasAsManyPartitionsAsTheLargestInputOfItsWriter() {
        List<SubtopologyTopics> topology = List.of(
                subtopology(0).reads("few", "many").writes("r").build(),
                subtopology(1).readsRepartition("r").build());

        assertThat(PartitionCounts.resolve(topology, Map.of("few", 2, "many", 6)))
                .containsEntry("r", 6);
    }

    @Test
    void chainOfRepartitionTopicsIsWorkedOutInAnyOrder() {
        List<SubtopologyTopics> topology = List.of(
                subtopology(0).readsRepartition("a-last").build(),
                subtopology(1).readsRepartition("b-middle").writes("a-last").build(),
                subtopology(2).reads("in").writes("b-middle").build());

        assertThat(PartitionCounts.resolve(topology, Map.of("in", 5)))
                .containsEntry("b-middle", 5)
                .containsEntry("a-last", 5);
    }

    @Test
    void askedNumberOfPartitionsCounts() {
        List<SubtopologyTopics> topology = List.of(
                subtopology(0).reads("in").writes("r").build(),
                subtopology(1).readsRepartition("r", 3).build());

        assertThat(PartitionCounts.resolve(topology, Map.of("in", 7))).containsEntry("r", 3);
    }

    @Test
    void repartitionTopicFollowsTheTopicItIsReadTogetherWith() {
        List<SubtopologyTopics> topology = List.of(
                subtopology(0).reads("in").writes("r").build(),
                subtopology(1)
                        .reads("table")
                        .readsRepartition("r")
                        .together("table", "r")
                        .build());

        assertThat(PartitionCounts.resolve(topology, Map.of("in", 2, "table", 8)))
                .containsEntry("r", 8);
    }

    @Test
    void repartitionTopicsReadTogetherGetTheLargerSize() {
        List<SubtopologyTopics> topology = List.of(
                subtopology(0).reads("left").writes("rl").build(),
                subtopology(1).reads("right").writes("rr").build(),
                subtopology(2)
                        .readsRepartition("rl")
                        .readsRepartition("rr")
                        .together("rl", "rr")
                        .build());

        assertThat(PartitionCounts.resolve(topology, Map.of("left", 2, "right", 4)))
                .containsEntry("rl", 4)
                .containsEntry("rr", 4);
    }

    @Test
    void askedSizeDecidesOverTheOtherRepartitionTopicsOfItsGroup() {
        List<SubtopologyTopics> topology = List.of(
                subtopology(0).reads("left").writes("rl").build(),
                subtopology(1).reads("right").writes("rr").build(),
                subtopology(2)
                        .readsRepartition("rl", 3)
                        .readsRepartition("rr")
                        .together("rl", "rr")
                        .build());

        assertThat(PartitionCounts.resolve(topology, Map.of("left", 2, "right", 4)))
                .containsEntry("rl", 3)
                .containsEntry("rr", 3);
    }

    @Test
    void unequalInputTopicsReadTogetherAreRefusedWithTheirSizes() {
        List<SubtopologyTopics> topology =
                List.of(subtopology(0).reads("a", "b").together("a", "b").build());

        assertThatThrownBy(() -> PartitionCounts.resolve(topology, Map.of("a", 2, "b", 3)))
                .isInstanceOf(TopologyException.class)
                .hasMessageContaining("a=2")
                .hasMessageContaining("b=3");
    }

    @Test
    void askedSizeThatDiffersFromTheInputTopicIsRefused() {
        List<SubtopologyTopics> topology = List.of(
                subtopology(0).reads("in").writes("r").build(),
                subtopology(1)
                        .reads("table")
                        .readsRepartition("r", 3)
                        .together("table", "r")
                        .build());

        assertThatThrownBy(() -> PartitionCounts.resolve(topology, Map.of("in", 2, "table", 8)))
                .isInstanceOf(TopologyException.class)
                .hasMessageContaining("r=3")
                .hasMessageContaining("table=8");
    }

    @Test
    void missingInputTopicsAreNamed() {
        List<SubtopologyTopics> topology =
                List.of(subtopology(0).reads("here", "gone", "lost").build());

        assertThatThrownBy(() -> PartitionCounts.resolve(topology, Map.of("here", 1)))
                .isInstanceOf(MissingSourceTopicException.class)
                .hasMessageContaining("[gone, lost]");
    }

    @Test
    void topicsInACircleFollowFromWhatElseTheirWritersRead() {
        List<SubtopologyTopics> topology = List.of(
                subtopology(0)
                        .reads("left")
                        .readsRepartition("response")
                        .writes("request")
                        .build(),
                subtopology(1)
                        .reads("right")
                        .readsRepartition("request")
                        .writes("response")
                        .build());

        assertThat(PartitionCounts.resolve(topology, Map.of("left", 4, "right", 2)))
                .containsEntry("response", 2)
                .containsEntry("request", 4);
    }

    @Test
    void sizeThatFollowsFromNothingIsRefused() {
        List<SubtopologyTopics> topology = List.of(
                subtopology(0).readsMatching("in-.*").writes("r").build(),
                subtopology(1).readsRepartition("r").build());

        assertThatThrownBy(() -> PartitionCounts.resolve(topology, Map.of("other", 1)))
                .isInstanceOf(TaskAssignmentException.class)
                .hasMessageContaining("[r]");
    }

    @Test
    void topicsMatchingThePatternCount() {
        SubtopologyTopics matching =
                subtopology(0).readsMatching("in-.*").writes("r").build();
        List<SubtopologyTopics> topology =
                List.of(matching, subtopology(1).readsRepartition("r").build());

        Map<String, Integer> counts = PartitionCounts.resolve(topology, Map.of("in-1", 2, "in-2", 4, "other", 9));

        assertThat(counts).containsEntry("r", 4).doesNotContainKey("other");
        assertThat(PartitionCounts.tasksOf(matching, counts)).isEqualTo(4);
    }
}
