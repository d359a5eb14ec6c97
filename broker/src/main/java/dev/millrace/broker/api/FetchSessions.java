package dev.millrace.broker.api;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.Random;

import org.apache.kafka.common.message.FetchRequestData;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.FetchMetadata;

/**
 * The fetch sessions of all clients (KIP-227).
 *
 * <p>There is room for so many sessions and partitions; the session that was unused longest gives way, but not within
 * its first two quiet minutes: a client that gets no session fetches all the same, naming everything each time.
 *
 * <p>Confined to the event-loop thread.
 */
final class FetchSessions {
    static final int MOST_SESSIONS = 1000;
    private static final int MOST_PARTITIONS = 200_000;
    private static final long QUIET_MS = 120_000;

    private final LinkedHashMap<Integer, FetchSession> byId = new LinkedHashMap<>(16, 0.75f, true);
    private final Random random;
    private int partitions;

    /**
     * Makes an empty place for sessions.
     *
     * @param random makes ids, so that a client cannot take up a session of before a restart by accident
     */
    FetchSessions(Random random) {
        this.random = random;
    }

    /**
     * Opens a session for the partitions of a full fetch, if there is room.
     *
     * @return the session; one without id if there is no room or nothing to remember
     */
    FetchSession open(FetchRequestData request, boolean byId, long nowMs) {
        FetchSession passing = passing(request, byId);
        if (passing.size() == 0 || !makeRoom(passing.size(), nowMs)) {
            return passing;
        }
        FetchSession session = new FetchSession(freshId(), byId);
        session.apply(request);
        session.used(FetchMetadata.INITIAL_EPOCH, nowMs);
        this.byId.put(session.id(), session);
        partitions += session.size();
        return session;
    }

    /** Returns a session for one fetch only. */
    static FetchSession passing(FetchRequestData request, boolean byId) {
        FetchSession session = new FetchSession(FetchSession.NONE, byId);
        session.apply(request);
        return session;
    }

    private boolean makeRoom(int more, long nowMs) {
        Iterator<FetchSession> longestUnused = byId.values().iterator();
        while (byId.size() >= MOST_SESSIONS || partitions + more > MOST_PARTITIONS) {
            if (!longestUnused.hasNext()) {
                return false;
            }
            FetchSession session = longestUnused.next();
            if (nowMs - session.lastUsedMs() < QUIET_MS) {
                return false;
            }
            longestUnused.remove();
            partitions -= session.size();
        }
        return true;
    }

    private int freshId() {
        int id = random.nextInt(1, Integer.MAX_VALUE);
        while (byId.containsKey(id)) {
            id = random.nextInt(1, Integer.MAX_VALUE);
        }
        return id;
    }

    /**
     * Goes on with a session.
     *
     * @return NONE if the request fits the session, which has taken it in
     */
    Errors advance(FetchRequestData request, boolean byId, long nowMs) {
        FetchSession session = this.byId.get(request.sessionId());
        if (session == null) {
            return Errors.FETCH_SESSION_ID_NOT_FOUND;
        }
        if (request.sessionEpoch() != FetchMetadata.nextEpoch(session.epoch())) {
            return Errors.INVALID_FETCH_SESSION_EPOCH;
        }
        if (session.byId() != byId) {
            return Errors.FETCH_SESSION_TOPIC_ID_ERROR;
        }
        int before = session.size();
        session.apply(request);
        session.used(request.sessionEpoch(), nowMs);
        partitions += session.size() - before;
        return Errors.NONE;
    }

    /** Returns a session that {@link #advance} has accepted. */
    FetchSession get(int id) {
        return Objects.requireNonNull(byId.get(id), "session");
    }

    /** Ends a session; one that is not there is no error. */
    void close(int id) {
        FetchSession closed = byId.remove(id);
        if (closed != null) {
            partitions -= closed.size();
        }
    }

    int size() {
        return byId.size();
    }
}
