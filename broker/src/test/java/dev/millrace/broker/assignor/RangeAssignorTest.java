package dev.millrace.broker.assignor;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RangeAssignorTest {
    private static final Uuid A = new Uuid(1, 1);
    private static final Uuid B = new Uuid(2, 2);

    private final RangeAssignor assignor = new RangeAssignor();

    @Test
    void eachTopicIsCutIntoRunsTheLongerOnesFirst() {
        var assigned = assignor.assign(List.of(member("2", null, A), member("1", null, A)), Map.of(A, 3));

        assertThat(assigned)
                .containsEntry("1", PartitionSet.of(Map.of(A, List.of(0, 1))))
                .containsEntry("2", PartitionSet.of(Map.of(A, List.of(2))));
    }

    @Test
    void partitionsOfTheSameNumberMeetAtOneMember() {
        var assigned = assignor.assign(List.of(member("1", null, A, B), member("2", null, A, B)), Map.of(A, 4, B, 4));

        assigned.values().forEach(set -> assertThat(set.byTopic().get(A))
                .isEqualTo(set.byTopic().get(B)));
    }

    @Test
    void staticMembersComeFirstByTheirInstanceIds() {
        var assigned =
                assignor.assign(List.of(member("1", null, A), member("9", "b", A), member("8", "c", A)), Map.of(A, 3));

        assertThat(assigned)
                .containsEntry("9", PartitionSet.of(Map.of(A, List.of(0))))
                .containsEntry("8", PartitionSet.of(Map.of(A, List.of(1))))
                .containsEntry("1", PartitionSet.of(Map.of(A, List.of(2))));
    }

    @Test
    void membersBeyondThePartitionsAndThoseOfOtherTopicsGetNothing() {
        var assigned = assignor.assign(
                List.of(member("1", null, A), member("2", null, A), member("3", null, B)), Map.of(A, 1));

        assertThat(assigned.get("2")).isEqualTo(PartitionSet.NONE);
        assertThat(assigned.get("3")).isEqualTo(PartitionSet.NONE);
    }

    private static Subscriber member(String id, String instanceId, Uuid... topics) {
        return new Subscriber(id, instanceId, Set.of(topics), PartitionSet.NONE);
    }
}
