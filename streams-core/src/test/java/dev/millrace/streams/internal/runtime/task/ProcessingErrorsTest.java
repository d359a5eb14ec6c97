package dev.millrace.streams.internal.runtime.task;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.millrace.streams.StreamsConfig;
import dev.millrace.streams.errors.ErrorHandlerContext;
import dev.millrace.streams.errors.ProcessingExceptionHandler;
import dev.millrace.streams.errors.StreamsException;
import dev.millrace.streams.processor.PunctuationType;
import dev.millrace.streams.processor.api.ContextualProcessor;
import dev.millrace.streams.processor.api.ProcessorContext;
import dev.millrace.streams.processor.api.Record;

import static dev.millrace.streams.internal.runtime.task.TaskFixture.IN;
import static dev.millrace.streams.internal.runtime.task.TaskFixture.OUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What processors throw; expectations were taken from Kafka Streams 4.3.1. */
class ProcessingErrorsTest {
    private final TaskFixture fixture;

    ProcessingErrorsTest(@TempDir Path stateDir) {
        fixture = new TaskFixture(stateDir);
    }

    @BeforeEach
    void forgetCalls() {
        ResumingHandler.CALLS.clear();
    }

    @Test
    void dropsRecordIfHandlerSaysSo() {
        resume();
        fixture.pipe(Failing::new).started();

        fixture.feed("k", "bad", 5);
        fixture.feed("k", "good", 6);

        assertThat(fixture.sent()).containsExactly("out:k=good@6");
        assertThat(fixture.built().meters().droppedRecords()).isEqualTo(1);
        assertThat(ResumingHandler.CALLS).containsExactly("step in-0@0 at 5 raw=true IllegalStateException bad");
    }

    @Test
    void asksHandlerOnceThoughNodesAboveSeeTheFailureToo() {
        resume();
        fixture.source("source", IN)
                .processor("upper", StreamTaskTest.UpperCase::new, "source")
                .processor("step", Failing::new, "upper")
                .started();

        fixture.feed("k", "bad", 5);

        assertThat(ResumingHandler.CALLS).containsExactly("step in-0@0 at 5 raw=true IllegalStateException BAD");
    }

    @Test
    void reportsTheRecordOfTheNodeAndNotTheOneItForwarded() {
        resume();
        fixture.pipe(() -> new ContextualProcessor<>() {
                    @Override
                    public void process(Record<String, String> record) {
                        context().forward(record.withTimestamp(77));
                        throw new IllegalStateException("after forwarding");
                    }
                })
                .started();

        fixture.feed("k", "v", 5);

        assertThat(fixture.sent()).containsExactly("out:k=v@77");
        assertThat(ResumingHandler.CALLS).containsExactly("step in-0@0 at 5 raw=true IllegalStateException v");
    }

    @Test
    void namesTheNodeThatFailedAndNotTheOneAbove() {
        fixture.source("source", IN)
                .processor("upper", StreamTaskTest.UpperCase::new, "source")
                .processor("step", Failing::new, "upper")
                .started();

        assertThatThrownBy(() -> fixture.feed("k", "bad", 5))
                .hasMessage("Exception caught in process. taskId=0_0, processor=step, topic=in, partition=0, offset=0")
                .hasCause(new IllegalStateException("BAD"));
    }

    @Test
    void failsIfHandlerFails() {
        fixture.config.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, BrokenHandler.class);
        fixture.pipe(Failing::new).started();

        assertThatThrownBy(() -> fixture.feed("k", "bad", 5))
                .isInstanceOf(StreamsException.class)
                .hasCause(new IllegalStateException("no idea"));
    }

    @Test
    void wrongTypesAreNoMatterForTheHandler() {
        resume();
        fixture.pipe(() -> new ContextualProcessor<>() {
                    @Override
                    public void process(Record<String, String> record) {
                        Object value = record.value();
                        context().forward(record.withValue(((StringBuilder) value).toString()));
                    }
                })
                .started();

        assertThatThrownBy(() -> fixture.feed("k", "v", 5))
                .isInstanceOfSatisfying(StreamsException.class, error -> assertThat(error.taskId())
                        .contains(fixture.built().id()))
                .hasMessageContaining("step")
                .hasMessageContaining("java.lang.String")
                .hasCauseInstanceOf(ClassCastException.class);
        assertThat(ResumingHandler.CALLS).isEmpty();
    }

    @Test
    void offersFailureOfPunctuationWithoutRecord() {
        resume();
        fixture.pipe(FailingSchedule::new).started();
        fixture.feed("k", "v", 5);

        assertThat(fixture.built().punctuateStreamTime(0)).isTrue();

        assertThat(ResumingHandler.CALLS).containsExactly("step null--1@-1 at 5 raw=false IllegalStateException null");
        assertThat(fixture.built().meters().droppedRecords()).isEqualTo(1);
    }

    @Test
    void failedPunctuationNamesItsProcessor() {
        fixture.pipe(FailingSchedule::new).started();
        fixture.feed("k", "v", 5);

        assertThatThrownBy(() -> fixture.built().punctuateStreamTime(0))
                .isInstanceOf(StreamsException.class)
                .hasMessageContaining("Exception caught while punctuating processor 'step'")
                .hasCause(new IllegalStateException("late"));
    }

    @Test
    void failureToInitialiseNamesTheProcessorAndClosesThoseBefore() {
        List<String> closed = new ArrayList<>();
        fixture.source("source", IN)
                .processor(
                        "fine",
                        () -> new ContextualProcessor<>() {
                            @Override
                            public void process(Record<String, String> record) {
                                context().forward(record);
                            }

                            @Override
                            public void close() {
                                closed.add("fine");
                            }
                        },
                        "source")
                .processor(
                        "step",
                        () -> new ContextualProcessor<>() {
                            @Override
                            public void init(ProcessorContext<String, String> context) {
                                throw new IllegalStateException("cannot");
                            }

                            @Override
                            public void process(Record<String, String> record) {
                                context().forward(record);
                            }

                            @Override
                            public void close() {
                                closed.add("step");
                            }
                        },
                        "fine");

        assertThatThrownBy(fixture::started)
                .isInstanceOf(StreamsException.class)
                .hasMessage("failed to initialize processor step")
                .hasCause(new IllegalStateException("cannot"));
        fixture.built().close(true);
        assertThat(closed).containsExactly("fine");
    }

    @Test
    void unknownChildIsAFailureOfTheProcessor() {
        fixture.source("source", IN)
                .processor(
                        "step",
                        () -> new ContextualProcessor<>() {
                            @Override
                            public void process(Record<String, String> record) {
                                context().forward(record, "nobody");
                            }
                        },
                        "source")
                .sink("sink", OUT, "step")
                .started();

        assertThatThrownBy(() -> fixture.feed("k", "v", 5))
                .hasMessageContaining("processor=step")
                .cause()
                .isInstanceOf(StreamsException.class)
                .hasMessageStartingWith("Unknown downstream node: nobody");
    }

    private void resume() {
        fixture.config.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, ResumingHandler.class);
    }

    private static final class Failing extends ContextualProcessor<String, String, String, String> {
        @Override
        public void process(Record<String, String> record) {
            if (record.value().equalsIgnoreCase("bad")) {
                throw new IllegalStateException(record.value());
            }
            context().forward(record);
        }
    }

    private static final class FailingSchedule extends ContextualProcessor<String, String, String, String> {
        @Override
        public void init(ProcessorContext<String, String> context) {
            super.init(context);
            context.schedule(Duration.ofMillis(10), PunctuationType.STREAM_TIME, time -> {
                throw new IllegalStateException("late");
            });
        }

        @Override
        public void process(Record<String, String> record) {
            context().forward(record);
        }
    }

    /** Resumes and keeps what it was told. */
    public static final class ResumingHandler implements ProcessingExceptionHandler {
        static final List<String> CALLS = new ArrayList<>();

        @Override
        public Response handleError(ErrorHandlerContext context, Record<?, ?> record, Exception exception) {
            CALLS.add(context.processorNodeId() + " " + context.topic() + "-" + context.partition() + "@"
                    + context.offset() + " at " + context.timestamp() + " raw=" + (context.sourceRawKey() != null)
                    + " " + exception.getClass().getSimpleName() + " " + (record == null ? null : record.value()));
            return Response.resume();
        }

        @Override
        public void configure(Map<String, ?> configs) {}
    }

    /** Throws. */
    public static final class BrokenHandler implements ProcessingExceptionHandler {
        @Override
        public Response handleError(ErrorHandlerContext context, Record<?, ?> record, Exception exception) {
            throw new IllegalStateException("no idea");
        }

        @Override
        public void configure(Map<String, ?> configs) {}
    }
}
