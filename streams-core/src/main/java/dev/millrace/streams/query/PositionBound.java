package dev.millrace.streams.query;

import org.jspecify.annotations.Nullable;

/**
 * How fresh an answer must be: the store has to reflect the input up to a position. <i>Immutable</i> unless the
 * position it gives out is changed.
 */
public class PositionBound {
    private final Position position;

    private PositionBound(Position position) {
        this.position = position;
    }

    /** Any answer will do. */
    public static PositionBound unbounded() {
        return new PositionBound(Position.emptyPosition());
    }

    /** The answer must reflect the input at least up to {@code position}, which is copied. */
    public static PositionBound at(Position position) {
        return new PositionBound(position.copy());
    }

    /** Whether any answer will do. */
    public boolean isUnbounded() {
        return position.isEmpty();
    }

    /** The position that must have been reached. */
    public Position position() {
        return position;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PositionBound that && position.equals(that.position);
    }

    /**
     * Refuses, as the position does.
     *
     * @throws UnsupportedOperationException always
     */
    @Override
    public int hashCode() {
        return position.hashCode();
    }

    @Override
    public String toString() {
        return "PositionBound{position=" + position + "}";
    }
}
