package dev.millrace.streams;

import java.util.Objects;

/** How far a copy of a store is behind its changelog (KIP-535). <i>Immutable.</i> */
public final class LagInfo {
    private final long currentOffsetPosition;
    private final long endOffsetPosition;

    LagInfo(long currentOffsetPosition, long endOffsetPosition) {
        this.currentOffsetPosition = currentOffsetPosition;
        this.endOffsetPosition = endOffsetPosition;
    }

    /** Offset after the last change that the store holds. */
    public long currentOffsetPosition() {
        return currentOffsetPosition;
    }

    /** Offset after the last change that the changelog holds. */
    public long endOffsetPosition() {
        return endOffsetPosition;
    }

    /** Offsets between the two: an upper bound of the changes missing; 0 if the store knows more than was asked. */
    public long offsetLag() {
        return Math.max(0, endOffsetPosition - currentOffsetPosition);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LagInfo lag
                && currentOffsetPosition == lag.currentOffsetPosition
                && endOffsetPosition == lag.endOffsetPosition;
    }

    @Override
    public int hashCode() {
        return Objects.hash(currentOffsetPosition, endOffsetPosition);
    }

    @Override
    public String toString() {
        return "LagInfo { currentOffsetPosition=" + currentOffsetPosition + ", endOffsetPosition=" + endOffsetPosition
                + ", offsetLag=" + offsetLag() + "}";
    }
}
