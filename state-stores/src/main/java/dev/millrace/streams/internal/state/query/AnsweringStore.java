package dev.millrace.streams.internal.state.query;

import dev.millrace.streams.query.Position;
import dev.millrace.streams.query.PositionBound;
import dev.millrace.streams.query.Query;
import dev.millrace.streams.query.QueryConfig;
import dev.millrace.streams.query.QueryResult;

/** Bytes that answer queries themselves and know their position: those in a user's store. <i>Thread-safe</i> as it. */
public interface AnsweringStore {
    /** As {@link dev.millrace.streams.processor.StateStore#query}, for serialised keys and values. */
    <R> QueryResult<R> query(Query<R> query, PositionBound positionBound, QueryConfig config);

    /** As {@link dev.millrace.streams.processor.StateStore#getPosition()}. */
    Position position();
}
