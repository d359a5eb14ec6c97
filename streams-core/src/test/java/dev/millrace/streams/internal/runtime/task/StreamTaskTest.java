package dev.millrace.streams.internal.runtime.task;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.millrace.streams.errors.StreamsException;
import dev.millrace.streams.processor.api.ContextualProcessor;
import dev.millrace.streams.processor.api.Record;

import static dev.millrace.streams.internal.runtime.task.TaskFixture.IN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class StreamTaskTest {
    private static final TopicPartition IN_0 = new TopicPartition(IN, 0);

    private final TaskFixture fixture;

    StreamTaskTest(@TempDir Path stateDir) {
        fixture = new TaskFixture(stateDir);
    }

    @Test
    void carriesRecordFromSourceToSink() {
        fixture.pipe(UpperCase::new).started();

        fixture.feed("k", "v", 5);

        assertThat(fixture.sent()).containsExactly("out:k=V@5");
    }

    @Test
    void hasNothingToDoWithoutRecords() {
        StreamTask task = fixture.pipe(UpperCase::new).started();

        assertThat(task.processNext(0)).isFalse();
        assertThat(task.commitNeeded()).isFalse();
        assertThat(task.offsetsToCommit()).isEmpty();
    }

    @Test
    void commitsOffsetAfterLastRecordWithPartitionTime() {
        fixture.pipe(UpperCase::new).started();
        fixture.feed("k", "v", 9);
        fixture.feed("k", "v", 5);

        assertThat(fixture.commit()).isEqualTo(1);

        assertThat(fixture.committed)
                .containsExactly(Map.entry(IN_0, new OffsetAndMetadata(2, Optional.of(7), metadata(9))));
        assertThat(fixture.commit()).isZero();
    }

    @Test
    void commitsOnlyWhatWasProcessed() {
        StreamTask task = fixture.pipe(UpperCase::new).started();
        fixture.add(IN, fixture.raw(IN, "a", "1", 1), fixture.raw(IN, "b", "2", 2));

        task.processNext(0);
        fixture.commit();

        assertThat(fixture.committed.get(IN_0).offset()).isEqualTo(1);
    }

    @Test
    void commitsPastControlRecordsOnceAllIsProcessed() {
        StreamTask task = fixture.pipe(UpperCase::new).started();
        fixture.add(IN, fixture.raw(IN, "a", "1", 1));
        task.advance(IN_0, new OffsetAndMetadata(4, Optional.of(8), ""));
        task.processNext(0);

        fixture.commit();

        assertThat(fixture.committed.get(IN_0)).isEqualTo(new OffsetAndMetadata(4, Optional.of(8), metadata(1)));
        assertThat(task.commitNeeded()).isFalse();
    }

    @Test
    void needsCommitWhenConsumerPassedControlRecordsOnly() {
        StreamTask task = fixture.pipe(UpperCase::new).started();
        fixture.feed("k", "v", 5);
        fixture.commit();

        task.advance(IN_0, new OffsetAndMetadata(3));

        assertThat(task.commitNeeded()).isTrue();
        fixture.commit();
        assertThat(fixture.committed.get(IN_0).offset()).isEqualTo(3);
    }

    @Test
    void goesOnFromCommittedPartitionTime() {
        List<Long> streamTimes = new ArrayList<>();
        fixture.pipe(() -> new ContextualProcessor<String, String, String, String>() {
            @Override
            public void process(Record<String, String> record) {
                streamTimes.add(context().currentStreamTimeMs());
            }
        });
        StreamTask task = fixture.built();
        task.openStores();
        task.start(Map.of(IN_0, new OffsetAndMetadata(3, metadata(70))));

        fixture.feed("k", "v", 5);

        assertThat(streamTimes).containsExactly(70L);
        assertThat(task.offsetsToCommit().get(IN_0).metadata()).isEqualTo(metadata(70));
    }

    @Test
    void asksForCommitUntilCommitted() {
        StreamTask task = fixture.pipe(() -> new ContextualProcessor<String, String, String, String>() {
                    @Override
                    public void process(Record<String, String> record) {
                        context().commit();
                    }
                })
                .started();

        fixture.feed("k", "v", 5);

        assertThat(task.commitRequested()).isTrue();
        fixture.commit();
        assertThat(task.commitRequested()).isFalse();
    }

    @Test
    void isFullAboveTheConfiguredNumberOfRecords() {
        fixture.config.put("buffered.records.per.partition", 2);
        StreamTask task = fixture.pipe(UpperCase::new).started();

        fixture.add(IN, fixture.raw(IN, "a", "1", 1), fixture.raw(IN, "b", "2", 2));
        assertThat(task.full(IN_0)).isFalse();
        fixture.add(IN, fixture.raw(IN, "c", "3", 3));
        assertThat(task.full(IN_0)).isTrue();
        task.processNext(0);
        assertThat(task.full(IN_0)).isFalse();
    }

    @Test
    void namesTaskNodeAndInputWhenProcessorFails() {
        fixture.pipe(() -> record -> {
                    throw new IllegalStateException("boom");
                })
                .started();

        assertThatThrownBy(() -> fixture.feed("k", "v", 5))
                .isInstanceOfSatisfying(StreamsException.class, error -> assertThat(error.taskId())
                        .contains(fixture.built().id()))
                .hasMessage("Exception caught in process. taskId=0_0, processor=step, topic=in, partition=0, offset=0")
                .hasCause(new IllegalStateException("boom"));
    }

    @Test
    void closesProcessorsParentsFirstAndOnce() {
        List<String> closed = new ArrayList<>();
        fixture.source("source", IN)
                .processor("first", () -> new Closing("first", closed), "source")
                .processor("second", () -> new Closing("second", closed), "first")
                .started();

        fixture.built().suspend();
        fixture.built().close(true);
        fixture.built().close(true);

        assertThat(closed).containsExactly("first", "second");
    }

    @Test
    void closesAllProcessorsThoughOneFails() {
        List<String> closed = new ArrayList<>();
        StreamTask task = fixture.source("source", IN)
                .processor(
                        "first",
                        () -> new Closing("first", closed) {
                            @Override
                            public void close() {
                                throw new IllegalStateException("stuck");
                            }
                        },
                        "source")
                .processor("second", () -> new Closing("second", closed), "first")
                .started();

        assertThatThrownBy(() -> task.close(true))
                .isInstanceOf(StreamsException.class)
                .hasMessage("failed to close processor first")
                .hasRootCauseMessage("stuck");
        assertThat(closed).containsExactly("second");
    }

    @Test
    void dirtyCloseDoesNotThrow() {
        StreamTask task = fixture.pipe(() -> new Closing("step", new ArrayList<>()) {
                    @Override
                    public void close() {
                        throw new IllegalStateException("stuck");
                    }
                })
                .started();

        task.close(false);

        assertThatThrownBy(task::openStores).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void forgetsBufferedRecordsWhenSuspended() {
        StreamTask task = fixture.pipe(UpperCase::new).started();
        fixture.add(IN, fixture.raw(IN, "a", "1", 1));

        task.suspend();

        assertThat(task.full(IN_0)).isFalse();
        assertThat(task.offsetsToCommit()).isEmpty();
    }

    @Test
    void countsProcessedRecords() {
        StreamTask task = fixture.pipe(UpperCase::new).started();
        fixture.feed("k", "v", 5);
        fixture.feed("k", "v", 6);

        assertThat(task.meters().processedRecords()).isEqualTo(2);
        assertThat(task.meters().droppedRecords()).isZero();
    }

    /** Forwards values in capitals. */
    static final class UpperCase extends ContextualProcessor<String, String, String, String> {
        @Override
        public void process(Record<String, String> record) {
            context().forward(record.withValue(record.value().toUpperCase(Locale.ROOT)));
        }
    }

    private static class Closing extends ContextualProcessor<String, String, String, String> {
        private final String name;
        private final List<String> closed;

        Closing(String name, List<String> closed) {
            this.name = name;
            this.closed = closed;
        }

        @Override
        public void process(Record<String, String> record) {
            context().forward(record);
        }

        @Override
        public void close() {
            closed.add(name);
        }
    }

    private static String metadata(long partitionTime) {
        return new OffsetMetadataV2(partitionTime, Map.of()).encode();
    }
}
