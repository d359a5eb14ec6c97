package dev.millrace.streams.internal.dsl.operator.join;

/** Which side of a join goes on without a partner, its partner being null then. */
public enum JoinKind {
    /** Neither. */
    INNER(false, false),
    /** The left. */
    LEFT(true, false),
    /** Both. */
    OUTER(true, true);

    private final boolean leftAlone;
    private final boolean rightAlone;

    JoinKind(boolean leftAlone, boolean rightAlone) {
        this.leftAlone = leftAlone;
        this.rightAlone = rightAlone;
    }

    /** Whether what is on the left goes on alone. */
    public boolean leftAlone() {
        return leftAlone;
    }

    /** Whether what is on the right goes on alone. */
    public boolean rightAlone() {
        return rightAlone;
    }
}
