package dev.millrace.streams.internal.runtime.task;

/** Where a task is in its life. Only a step to the next state, or from any state to the end, is legal. */
enum TaskState {
    /** Built; holds nothing. */
    CREATED,
    /** The stores are open and may be restored. */
    OPEN,
    /** The processors are initialised. */
    RUNNING,
    /** The processors are closed, the stores not yet. */
    SUSPENDED,
    /** Everything is closed. */
    CLOSED
}
