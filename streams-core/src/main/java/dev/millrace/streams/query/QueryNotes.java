package dev.millrace.streams.query;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** What is noted on a result on its way. <i>Confined to one thread at a time.</i> */
abstract class QueryNotes<R> implements QueryResult<R> {
    private final List<String> executionInfo = new ArrayList<>();
    private @Nullable Position position;

    @Override
    public void addExecutionInfo(String message) {
        executionInfo.add(message);
    }

    @Override
    public List<String> getExecutionInfo() {
        return executionInfo;
    }

    @Override
    public void setPosition(@Nullable Position newPosition) {
        position = newPosition;
    }

    @Override
    public @Nullable Position getPosition() {
        return position;
    }

    @Override
    public boolean isFailure() {
        return !isSuccess();
    }
}
