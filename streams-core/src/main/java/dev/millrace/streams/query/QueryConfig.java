package dev.millrace.streams.query;

/** How a store is to go about a query. <i>Immutable.</i> */
public class QueryConfig {
    private final boolean collectExecutionInfo;

    /**
     * All there is to say.
     *
     * @param collectExecutionInfo whether those that have a part in the answer note what they did
     */
    public QueryConfig(boolean collectExecutionInfo) {
        this.collectExecutionInfo = collectExecutionInfo;
    }

    /** Whether those that have a part in the answer note what they did. */
    public boolean isCollectExecutionInfo() {
        return collectExecutionInfo;
    }
}
