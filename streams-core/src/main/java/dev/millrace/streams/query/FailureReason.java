package dev.millrace.streams.query;

/** Why a partition has no answer to a query. */
public enum FailureReason {
    /** The store has no answer to this kind of query, nor will it have one later. */
    UNKNOWN_QUERY_TYPE,
    /** The query wants the active task, and this one is a standby or not running yet. */
    NOT_ACTIVE,
    /** The store has not caught up with the position that the query asks for. */
    NOT_UP_TO_BOUND,
    /** The partition is not on this instance: another may have it, or this one soon. */
    NOT_PRESENT,
    /** The store has no partition of that number. */
    DOES_NOT_EXIST,
    /** The store failed while it was read; the message says how. */
    STORE_EXCEPTION
}
