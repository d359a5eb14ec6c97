package dev.millrace.streams.internal.state.query;

import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.query.QueryResult;

/** Reads what a store of bytes answered. */
public final class ReadResult {
    private ReadResult() {}

    /** The same result with {@code reading} of the answer; a failure stays what it is, and so does null. */
    public static <B, T> QueryResult<?> of(QueryResult<B> result, Function<B, @Nullable T> reading) {
        if (result.isFailure()) {
            return result;
        }
        B answer = result.getResult();
        QueryResult<T> read = QueryResult.forResult(answer == null ? null : reading.apply(answer));
        read.setPosition(result.getPosition());
        result.getExecutionInfo().forEach(read::addExecutionInfo);
        return read;
    }
}
