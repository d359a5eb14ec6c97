package dev.millrace.streams.internal.runtime.commit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.millrace.streams.internal.runtime.stores.RecordingStore;
import dev.millrace.streams.internal.runtime.task.StreamTask;
import dev.millrace.streams.internal.runtime.task.TaskFixture;
import dev.millrace.streams.processor.RecordContext;
import dev.millrace.streams.processor.api.ContextualProcessor;
import dev.millrace.streams.processor.api.ProcessorContext;
import dev.millrace.streams.processor.api.Record;
import dev.millrace.streams.state.StoreBuilder;

import static dev.millrace.streams.internal.runtime.task.TaskFixture.IN;
import static dev.millrace.streams.internal.runtime.task.TaskFixture.OUT;
import static dev.millrace.streams.internal.runtime.task.TaskFixture.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A task whose store holds entries back until a commit; nothing is acknowledged before the producer is flushed. */
class AtLeastOnceCommitTest {
    private final List<String> calls = new ArrayList<>();
    private final RecordingStore store = new RecordingStore("held", calls, false, true);
    private final TaskFixture fixture;
    private final StreamTask task;

    AtLeastOnceCommitTest(@TempDir Path stateDir) {
        fixture = new TaskFixture(stateDir, false)
                .source("source", IN)
                .processor("step", Holding::new, "source")
                .sink("sink", OUT, "step")
                .store(new Builder(store), "step");
        task = fixture.started();
        calls.clear();
    }

    @Test
    void flushesThenCommitsPositionsThenAppliesState() {
        fixture.feed("k", "v", 5);

        commit();

        assertThat(fixture.sent()).containsExactly("app-held-changelog:k=v@5", "out:k=v in0@5");
        assertThat(calls).containsExactly("flush held", "positions [1]", "committing held", "commit held [1]");
    }

    @Test
    void entriesGoDownstreamInTheNameOfTheRecordThatChangedThem() {
        fixture.feed("a", "v", 5);
        fixture.feed("b", "w", 9);

        commit();

        assertThat(fixture.sent()).contains("out:a=v in0@5", "out:b=w in1@9");
    }

    @Test
    void doesNothingForIdleTasks() {
        assertThat(commit()).isZero();
        assertThat(calls).isEmpty();
    }

    @Test
    void appliesNothingIfPositionsAreNotAcknowledged() {
        fixture.feed("k", "v", 5);
        AtLeastOnceCommit failing = new AtLeastOnceCommit(fixture.output, offsets -> {
            throw new TimeoutException("nobody there");
        });

        assertThatThrownBy(() -> failing.commit(List.of(task))).isInstanceOf(TimeoutException.class);
        assertThat(calls).containsExactly("flush held");

        assertThat(commit()).isEqualTo(1);
        assertThat(calls).endsWith("positions [1]", "committing held", "commit held [1]");
    }

    @Test
    void storeThatFollowsAnInputTopicIsCommittedWithTheInputOffset(@TempDir Path stateDir) {
        TaskFixture following = new TaskFixture(stateDir)
                .source("source", IN)
                .processor("step", Holding::new, "source")
                .store(new Builder(store), "step");
        following.topology.useSourceAsChangelog("held", IN);
        following.started();
        calls.clear();

        following.feed("k", "v", 5);
        following.commit();

        assertThat(following.sent()).isEmpty();
        assertThat(calls).containsExactly("flush held", "committing held", "commit held [1]");
    }

    private int commit() {
        return new AtLeastOnceCommit(
                        fixture.output,
                        offsets -> calls.add("positions "
                                + offsets.values().stream()
                                        .map(position -> position.offset())
                                        .toList()))
                .commit(List.of(task));
    }

    /** Keeps each record until the flush, logs it then, and forwards it with its input offset. */
    private static final class Holding extends ContextualProcessor<String, String, String, String> {
        private RecordingStore store;

        @Override
        public void init(ProcessorContext<String, String> context) {
            super.init(context);
            store = context.getStateStore("held");
        }

        @Override
        public void process(Record<String, String> record) {
            RecordContext changedBy = store.runtime().currentRecord();
            store.holdBack(() -> {
                store.runtime()
                        .changelog("held")
                        .log(bytes(record.key()), bytes(record.value()), changedBy.timestamp(), null);
                store.runtime().runAs(changedBy, () -> handOn(record));
            });
        }

        private void handOn(Record<String, String> record) {
            String origin = context()
                    .recordMetadata()
                    .map(from -> from.topic() + from.offset())
                    .orElse("nowhere");
            context().forward(record.withValue(record.value() + " " + origin));
        }
    }

    private record Builder(RecordingStore store) implements StoreBuilder<RecordingStore> {
        @Override
        public StoreBuilder<RecordingStore> withCachingEnabled() {
            return this;
        }

        @Override
        public StoreBuilder<RecordingStore> withCachingDisabled() {
            return this;
        }

        @Override
        public StoreBuilder<RecordingStore> withLoggingEnabled(Map<String, String> config) {
            return this;
        }

        @Override
        public StoreBuilder<RecordingStore> withLoggingDisabled() {
            return this;
        }

        @Override
        public RecordingStore build() {
            return store;
        }

        @Override
        public Map<String, String> logConfig() {
            return Map.of();
        }

        @Override
        public boolean loggingEnabled() {
            return true;
        }

        @Override
        public String name() {
            return "held";
        }
    }
}
