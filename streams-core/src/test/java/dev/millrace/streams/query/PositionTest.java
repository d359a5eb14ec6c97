package dev.millrace.streams.query;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Positions grow, merge, and are handed out as copies. */
class PositionTest {
    private final Position position = Position.emptyPosition().withComponent("a", 0, 5);

    @Test
    void offsetsOnlyGrow() {
        assertThat(position.withComponent("a", 0, 3)).isSameAs(position);
        assertThat(position.getPartitionPositions("a")).isEqualTo(Map.of(0, 5L));
        assertThat(position.withComponent("a", 0, 7).getPartitionPositions("a")).isEqualTo(Map.of(0, 7L));
    }

    @Test
    void mergeTakesTheHigherOffsetOfEachPartition() {
        Position other = Position.fromMap(Map.of("a", Map.of(0, 1L, 1, 9L), "b", Map.of(2, 2L)));
        assertThat(position.merge(other)).isSameAs(position);
        assertThat(position).isEqualTo(Position.fromMap(Map.of("a", Map.of(0, 5L, 1, 9L), "b", Map.of(2, 2L))));
        assertThat(position.merge(null)).isSameAs(position);
        assertThat(other.getPartitionPositions("a")).isEqualTo(Map.of(0, 1L, 1, 9L));
    }

    @Test
    void copiesDoNotFollow() {
        Position copy = position.copy();
        position.withComponent("b", 1, 1);
        assertThat(copy.getTopics()).containsExactly("a");
        assertThat(copy).isNotEqualTo(position).hasToString("Position{position={a={0=5}}}");
    }

    @Test
    void whatIsGivenOutCannotBeChanged() {
        assertThatThrownBy(() -> position.getPartitionPositions("a").put(1, 1L))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> position.getTopics().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThat(position.getPartitionPositions("none")).isEmpty();
    }

    @Test
    void isEmptyWithoutATopic() {
        assertThat(Position.emptyPosition().isEmpty()).isTrue();
        assertThat(Position.fromMap(null)).isEqualTo(Position.emptyPosition());
        assertThat(position.isEmpty()).isFalse();
    }

    @Test
    void isNoHashKey() {
        assertThatThrownBy(position::hashCode).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> PositionBound.at(position).hashCode())
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void boundCopiesItsPosition() {
        PositionBound bound = PositionBound.at(position);
        position.withComponent("a", 0, 6);
        assertThat(bound.position().getPartitionPositions("a")).isEqualTo(Map.of(0, 5L));
        assertThat(bound.isUnbounded()).isFalse();
        assertThat(PositionBound.unbounded())
                .isEqualTo(PositionBound.at(Position.emptyPosition()))
                .matches(PositionBound::isUnbounded);
    }
}
