package dev.millrace.streams.internal.state.query;

import dev.millrace.streams.query.Position;
import dev.millrace.streams.query.PositionBound;
import dev.millrace.streams.query.Query;
import dev.millrace.streams.query.QueryConfig;
import dev.millrace.streams.query.QueryResult;

/** What answers queries and knows the position of its entries. <i>Thread-safe</i> as far as the entries are. */
public interface AnsweringStore {
    /** As {@link dev.millrace.streams.processor.StateStore#query}. */
    <R> QueryResult<R> query(Query<R> query, PositionBound positionBound, QueryConfig config);

    /** As {@link dev.millrace.streams.processor.StateStore#getPosition()}. */
    Position position();
}
