package dev.millrace.broker.parking;

import java.util.Arrays;

/**
 * Deadlines in the order of their time; each can be moved or cancelled.
 *
 * <p>A binary heap in which every entry knows its place, so that cancelling (by far the most frequent end of a parked
 * fetch or a session clock) takes a logarithmic number of steps and leaves nothing behind. Entries of equal time run
 * in no particular order.
 *
 * <p>Confined to the event-loop thread.
 */
public final class DeadlineQueue {
    /** What {@link #nextMs()} says when nothing is queued. */
    public static final long NEVER = Long.MAX_VALUE;

    private Deadline[] heap = new Deadline[16];
    private int size;

    /**
     * Queues an action.
     *
     * @param atMs when to run it, on the clock that is handed to {@link #runDue(long)}
     * @param action what to run; it may add, move and cancel deadlines
     */
    public Deadline add(long atMs, Runnable action) {
        Deadline deadline = new Deadline(atMs, action);
        insert(deadline);
        return deadline;
    }

    /** Gives a deadline a new time; one that has run or was cancelled is queued again. */
    public void move(Deadline deadline, long atMs) {
        if (!deadline.isPending()) {
            deadline.atMs = atMs;
            insert(deadline);
            return;
        }
        long before = deadline.atMs;
        deadline.atMs = atMs;
        if (atMs < before) {
            rise(deadline, deadline.index);
        } else {
            sink(deadline, deadline.index);
        }
    }

    /** Takes a deadline out, so that its action does not run; does nothing if it has run already. */
    public void cancel(Deadline deadline) {
        int hole = deadline.index;
        if (hole == Deadline.NOT_QUEUED) {
            return;
        }
        deadline.index = Deadline.NOT_QUEUED;
        Deadline last = heap[--size];
        heap[size] = null;
        if (last == deadline) {
            return;
        }
        sink(last, hole);
        if (last.index == hole) {
            rise(last, hole);
        }
    }

    /** Returns the time of the earliest deadline in milliseconds, {@link #NEVER} when there is none. */
    public long nextMs() {
        return size == 0 ? NEVER : heap[0].atMs;
    }

    /** Returns how many deadlines are queued. */
    public int size() {
        return size;
    }

    /**
     * Runs every action whose time has come, the earliest first.
     *
     * @return how many ran
     */
    public int runDue(long nowMs) {
        int ran = 0;
        while (size > 0 && heap[0].atMs <= nowMs) {
            Deadline due = heap[0];
            cancel(due);
            due.run();
            ran++;
        }
        return ran;
    }

    private void insert(Deadline deadline) {
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, size * 2);
        }
        rise(deadline, size++);
    }

    private void rise(Deadline deadline, int from) {
        int at = from;
        while (at > 0) {
            int parent = (at - 1) >>> 1;
            if (heap[parent].atMs <= deadline.atMs) {
                break;
            }
            place(heap[parent], at);
            at = parent;
        }
        place(deadline, at);
    }

    private void sink(Deadline deadline, int from) {
        int at = from;
        while (true) {
            int child = 2 * at + 1;
            if (child + 1 < size && heap[child + 1].atMs < heap[child].atMs) {
                child++;
            }
            if (child >= size || heap[child].atMs >= deadline.atMs) {
                break;
            }
            place(heap[child], at);
            at = child;
        }
        place(deadline, at);
    }

    private void place(Deadline deadline, int at) {
        heap[at] = deadline;
        deadline.index = at;
    }
}
