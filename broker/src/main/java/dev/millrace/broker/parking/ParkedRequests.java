package dev.millrace.broker.parking;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Requests that wait, found by the keys they wait for.
 *
 * <p>{@link #wake} only marks; {@link #runAwake()} lets the marked requests look. The event loop calls it once per
 * turn, after all requests of that turn are handled, so that a fetch over three partitions answers with what a
 * produce wrote to all three and not only to the first.
 *
 * <p>Confined to the event-loop thread.
 *
 * @param <K> what is waited for, with value equality; a topic partition
 */
public final class ParkedRequests<K> {
    private final DeadlineQueue deadlines;
    private final Map<K, List<ParkedRequest>> waiting = new HashMap<>();
    private List<ParkedRequest> awake = new ArrayList<>();
    private List<ParkedRequest> spare = new ArrayList<>();
    private int parked;

    /**
     * Makes a parking place without requests.
     *
     * @param deadlines the queue that the event loop runs
     */
    public ParkedRequests(DeadlineQueue deadlines) {
        this.deadlines = deadlines;
    }

    /** Returns how many requests are parked. */
    public int size() {
        return parked;
    }

    /**
     * Parks a request.
     *
     * @param request not parked yet
     * @param deadlineMs when it is to answer late
     * @param keys what may wake it; must not change while it is parked
     */
    public void park(ParkedRequest request, long deadlineMs, List<K> keys) {
        parked++;
        request.keys = keys;
        request.deadline = deadlines.add(deadlineMs, () -> late(request));
        for (K key : keys) {
            waiting.computeIfAbsent(key, k -> new ArrayList<>(2)).add(request);
        }
    }

    /** Marks all requests that wait for a key, so that the next {@link #runAwake()} lets them look. */
    public void wake(K key) {
        List<ParkedRequest> requests = waiting.get(key);
        if (requests == null) {
            return;
        }
        for (ParkedRequest request : requests) {
            if (!request.awake) {
                request.awake = true;
                awake.add(request);
            }
        }
    }

    /** Lets every marked request try to answer; those that did are no longer parked. */
    public void runAwake() {
        if (awake.isEmpty()) {
            return;
        }
        List<ParkedRequest> round = awake;
        awake = spare;
        for (ParkedRequest request : round) {
            request.awake = false;
            if (request.isParked() && request.tryAnswer()) {
                drop(request);
            }
        }
        round.clear();
        spare = round;
    }

    /** Forgets a request without an answer, because its connection is gone; does nothing if it is not parked. */
    public void drop(ParkedRequest request) {
        Deadline deadline = request.deadline;
        if (deadline == null) {
            return;
        }
        parked--;
        deadlines.cancel(deadline);
        request.deadline = null;
        for (Object key : request.keys) {
            forget(key, request);
        }
        request.keys = List.of();
    }

    /** Returns whether any request waits for a key. */
    public boolean isWaiting(K key) {
        return waiting.containsKey(key);
    }

    private void late(ParkedRequest request) {
        drop(request);
        request.answerLate();
    }

    private void forget(Object key, ParkedRequest request) {
        List<ParkedRequest> requests = waiting.get(key);
        if (requests != null) {
            requests.remove(request);
            if (requests.isEmpty()) {
                waiting.remove(key);
            }
        }
    }
}
