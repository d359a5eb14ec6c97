package dev.millrace.streams.internal.assignment;

import dev.millrace.streams.errors.MissingSourceTopicException;
import dev.millrace.streams.errors.StreamsException;
import dev.millrace.streams.errors.TaskAssignmentException;
import dev.millrace.streams.errors.TopologyException;

/** How an assignment went, as the leader tells every member. */
public enum AssignmentVerdict {
    /** Tasks were assigned. */
    ASSIGNED(0),
    /** An input topic does not exist. */
    MISSING_SOURCE_TOPICS(1),
    /** The topics that are there do not fit the topology. */
    UNFIT_TOPICS(2),
    /** Tasks could not be assigned for another reason. */
    FAILED(3),
    /** A member asked every member to stop. */
    SHUTDOWN_APPLICATION(4);

    private final byte number;

    AssignmentVerdict(int number) {
        this.number = (byte) number;
    }

    byte number() {
        return number;
    }

    /**
     * The verdict written as {@code number}.
     *
     * @throws TaskAssignmentException if there is none
     */
    static AssignmentVerdict numbered(byte number) {
        for (AssignmentVerdict verdict : values()) {
            if (verdict.number == number) {
                return verdict;
            }
        }
        throw new TaskAssignmentException("The leader of the group sent an unknown verdict: " + number);
    }

    /** The verdict that tells others of {@code failure}. */
    static AssignmentVerdict on(StreamsException failure) {
        if (failure instanceof MissingSourceTopicException) {
            return MISSING_SOURCE_TOPICS;
        }
        return failure instanceof TopologyException ? UNFIT_TOPICS : FAILED;
    }

    /** What a member throws that was told so; never called for {@link #ASSIGNED}. */
    public StreamsException toException(String message) {
        return switch (this) {
            case MISSING_SOURCE_TOPICS -> new MissingSourceTopicException(message);
            case UNFIT_TOPICS -> new TopologyException(message);
            case FAILED, SHUTDOWN_APPLICATION -> new TaskAssignmentException(message);
            case ASSIGNED -> throw new IllegalStateException("nothing went wrong");
        };
    }
}
