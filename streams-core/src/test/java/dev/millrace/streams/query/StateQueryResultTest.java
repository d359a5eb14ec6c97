package dev.millrace.streams.query;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a request carries and what comes back. */
class StateQueryResultTest {
    private final QueryResult<Integer> answer = QueryResult.forResult(4);
    private final QueryResult<Integer> nothing = QueryResult.forResult(null);
    private final QueryResult<Integer> failure = QueryResult.forFailure(FailureReason.NOT_PRESENT, "elsewhere");
    private final StateQueryResult<Integer> result = new StateQueryResult<>();

    @Test
    void answersHaveNoFailureAndFailuresNoAnswer() {
        assertThat(answer.isSuccess()).isTrue();
        assertThat(answer.isFailure()).isFalse();
        assertThatIllegalArgumentException().isThrownBy(answer::getFailureReason);
        assertThatIllegalArgumentException().isThrownBy(answer::getFailureMessage);
        assertThat(failure.isFailure()).isTrue();
        assertThat(failure.getFailureReason()).isEqualTo(FailureReason.NOT_PRESENT);
        assertThat(failure.getFailureMessage()).isEqualTo("elsewhere");
        assertThatIllegalArgumentException().isThrownBy(failure::getResult).withMessageContaining("elsewhere");
    }

    @Test
    void notesStayInOrder() {
        answer.addExecutionInfo("first");
        answer.addExecutionInfo("second");
        assertThat(answer.getExecutionInfo()).containsExactly("first", "second");
    }

    @Test
    void onlyResultIsTheOneThatIsAnAnswer() {
        assertThat(result.getOnlyPartitionResult()).isNull();
        result.addResult(0, nothing);
        result.addResult(1, failure);
        assertThat(result.getOnlyPartitionResult()).isNull();
        result.addResult(2, answer);
        assertThat(result.getOnlyPartitionResult()).isSameAs(answer);
        result.addResult(3, QueryResult.forResult(5));
        assertThatIllegalArgumentException().isThrownBy(result::getOnlyPartitionResult);
    }

    @Test
    void positionIsThatOfAllPartitionsTogether() {
        answer.setPosition(Position.emptyPosition().withComponent("a", 0, 3));
        failure.setPosition(Position.emptyPosition().withComponent("a", 0, 2).withComponent("b", 1, 1));
        result.addResult(0, answer);
        result.addResult(1, failure);
        result.addResult(2, nothing);
        assertThat(result.getPosition())
                .isEqualTo(Position.emptyPosition().withComponent("a", 0, 3).withComponent("b", 1, 1));
        result.setGlobalResult(answer);
        assertThat(result.getPosition()).isEqualTo(answer.getPosition());
        assertThat(result.getGlobalResult()).isSameAs(answer);
    }

    @Test
    void boundThatIsNotReachedIsNamed() {
        PositionBound bound = PositionBound.at(Position.emptyPosition().withComponent("a", 0, 9));
        QueryResult<Integer> behind =
                QueryResult.notUpToBound(Position.emptyPosition().withComponent("a", 0, 3), bound, 0);
        assertThat(behind.getFailureReason()).isEqualTo(FailureReason.NOT_UP_TO_BOUND);
        assertThat(behind.getFailureMessage()).contains("a={0=3}").contains("a={0=9}");
        assertThat(QueryResult.<Integer>notUpToBound(Position.emptyPosition(), bound, null)
                        .getFailureMessage())
                .contains("not open");
    }

    @Test
    void requestsAreNotChangedByWhatIsMadeOfThem() {
        StateQueryRequest<Integer> plain =
                StateQueryRequest.inStore("s").withQuery(KeyQuery.<String, Integer>withKey("k"));
        Set<Integer> partitions = new HashSet<>(Set.of(1));
        StateQueryRequest<Integer> special = plain.withPartitions(partitions)
                .requireActive()
                .enableExecutionInfo()
                .withPositionBound(PositionBound.at(Position.emptyPosition().withComponent("a", 0, 3)));
        partitions.add(2);

        assertThat(special.getPartitions()).containsExactly(1);
        assertThat(special.isRequireActive() && special.executionInfoEnabled()).isTrue();
        assertThat(special.getPositionBound().isUnbounded()).isFalse();
        assertThat(special.getStoreName()).isEqualTo("s");
        assertThat(special.getQuery()).isSameAs(plain.getQuery());
        assertThat(special.withAllPartitions().isAllPartitions()).isTrue();
        assertThat(plain.isAllPartitions()).isTrue();
        assertThat(plain.isRequireActive() || plain.executionInfoEnabled()).isFalse();
        assertThat(plain.getPositionBound().isUnbounded()).isTrue();
        assertThatIllegalStateException().isThrownBy(plain::getPartitions);
        assertThatThrownBy(() -> special.getPartitions().add(4)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void queriesRefuseToLookForNothing() {
        assertThatNullPointerException().isThrownBy(() -> KeyQuery.withKey(null));
        assertThatNullPointerException().isThrownBy(() -> TimestampedKeyQuery.withKey(null));
        assertThatNullPointerException().isThrownBy(() -> VersionedKeyQuery.withKey(null));
        assertThatNullPointerException()
                .isThrownBy(() -> VersionedKeyQuery.withKey("k").asOf(null));
        assertThatNullPointerException().isThrownBy(() -> MultiVersionedKeyQuery.withKey(null));
        assertThatNullPointerException().isThrownBy(() -> RangeQuery.withLowerBound(null));
        assertThatNullPointerException().isThrownBy(() -> TimestampedRangeQuery.withUpperBound(null));
    }

    @Test
    void rangesCarryBoundsAndOrder() {
        RangeQuery<String, Integer> range = RangeQuery.withRange(null, "b");
        assertThat(range.getLowerBound()).isEmpty();
        assertThat(range.getUpperBound()).isEqualTo(Optional.of("b"));
        assertThat(range.resultOrder()).isEqualTo(ResultOrder.ANY);
        assertThat(range.withDescendingKeys().resultOrder()).isEqualTo(ResultOrder.DESCENDING);
        assertThat(range.withDescendingKeys().withAscendingKeys().resultOrder()).isEqualTo(ResultOrder.ASCENDING);
        assertThat(range.withDescendingKeys().getUpperBound()).isEqualTo(Optional.of("b"));
    }
}
