package dev.millrace.streams.internal.runtime.query;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.millrace.streams.internal.runtime.stores.RecordingStore;
import dev.millrace.streams.internal.runtime.task.TaskFixture;
import dev.millrace.streams.internal.runtime.thread.ThreadState;
import dev.millrace.streams.processor.StateStore;
import dev.millrace.streams.processor.api.ContextualProcessor;
import dev.millrace.streams.processor.api.Record;
import dev.millrace.streams.query.FailureReason;
import dev.millrace.streams.query.Query;
import dev.millrace.streams.query.StateQueryRequest;
import dev.millrace.streams.query.StateQueryResult;
import dev.millrace.streams.state.StoreBuilder;

import static org.assertj.core.api.Assertions.assertThat;

/** Which partitions are asked, and what stands for those that cannot answer. */
class PartitionQueriesTest {
    private static final String STORE = "store";

    private record AnyQuery() implements Query<String> {}

    private static final StateQueryRequest<String> ANY =
            StateQueryRequest.inStore(STORE).withQuery(new AnyQuery());

    @TempDir
    private Path directory;

    private TaskFixture fixture;
    private ThreadState state = new ThreadState.Running();
    private boolean processing = true;
    private PartitionQueries queries;

    /** Does nothing with what comes. */
    private static final class Nothing extends ContextualProcessor<String, String, String, String> {
        @Override
        public void process(Record<String, String> record) {
            context().forward(record);
        }
    }

    private record Builder() implements StoreBuilder<StateStore> {
        @Override
        public StoreBuilder<StateStore> withCachingEnabled() {
            return this;
        }

        @Override
        public StoreBuilder<StateStore> withCachingDisabled() {
            return this;
        }

        @Override
        public StoreBuilder<StateStore> withLoggingEnabled(Map<String, String> config) {
            return this;
        }

        @Override
        public StoreBuilder<StateStore> withLoggingDisabled() {
            return this;
        }

        @Override
        public StateStore build() {
            return new RecordingStore(STORE, new ArrayList<>(), false, false);
        }

        @Override
        public Map<String, String> logConfig() {
            return Map.of();
        }

        @Override
        public boolean loggingEnabled() {
            return false;
        }

        @Override
        public String name() {
            return STORE;
        }
    }

    @BeforeEach
    void build() {
        fixture = new TaskFixture(directory).pipe(Nothing::new).store(new Builder(), "step");
        queries = new PartitionQueries(() -> List.of(task(processing)), fixture.time);
    }

    private ReadableTask task(boolean runs) {
        return new ReadableTask(fixture.built().id(), fixture.built().stores(), state, runs);
    }

    @Test
    void copyIsAskedUnlessARunningTaskIsWanted() {
        processing = false;
        assertThat(queries.ask(ANY).getPartitionResults().get(0).getFailureReason())
                .isEqualTo(FailureReason.UNKNOWN_QUERY_TYPE);
        assertThat(queries.ask(ANY.requireActive()).getPartitionResults().get(0))
                .satisfies(result -> assertThat(result.getFailureReason()).isEqualTo(FailureReason.NOT_ACTIVE))
                .satisfies(result -> assertThat(result.getFailureMessage()).contains("copy"));
    }

    @Test
    void asksEveryPartitionThatIsHere() {
        StateQueryResult<String> result = queries.ask(ANY);
        assertThat(result.getPartitionResults()).containsOnlyKeys(0);
        assertThat(result.getPartitionResults().get(0).getFailureReason()).isEqualTo(FailureReason.UNKNOWN_QUERY_TYPE);
    }

    @Test
    void partitionsElsewhereAreNotPresent() {
        StateQueryResult<String> result = queries.ask(ANY.withPartitions(Set.of(3)));
        assertThat(result.getPartitionResults()).containsOnlyKeys(3);
        assertThat(result.getPartitionResults().get(3).getFailureReason()).isEqualTo(FailureReason.NOT_PRESENT);
    }

    @Test
    void taskThatDoesNotRunIsNotActive() {
        state = new ThreadState.Stopping(Optional.empty());
        assertThat(queries.ask(ANY.requireActive()).getPartitionResults().get(0).getFailureReason())
                .isEqualTo(FailureReason.NOT_ACTIVE);
        assertThat(queries.ask(ANY).getPartitionResults().get(0).getFailureReason())
                .isEqualTo(FailureReason.UNKNOWN_QUERY_TYPE);
    }

    @Test
    void notesTheTaskAndTheTimeIfAsked() {
        assertThat(queries.ask(ANY).getPartitionResults().get(0).getExecutionInfo())
                .isEmpty();
        assertThat(queries.ask(ANY.enableExecutionInfo())
                        .getPartitionResults()
                        .get(0)
                        .getExecutionInfo())
                .containsExactly("Handled in task 0_0 in 0 ns");
    }

    @Test
    void storeThatTheTaskDoesNotHaveHasNoResult() {
        StateQueryRequest<String> other = StateQueryRequest.inStore("other").withQuery(new AnyQuery());
        assertThat(queries.ask(other).getPartitionResults()).isEmpty();
    }
}
