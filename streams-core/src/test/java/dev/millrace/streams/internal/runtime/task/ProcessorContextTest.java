package dev.millrace.streams.internal.runtime.task;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serdes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.millrace.streams.errors.StreamsException;
import dev.millrace.streams.processor.TaskId;
import dev.millrace.streams.processor.api.ContextualProcessor;
import dev.millrace.streams.processor.api.ProcessorContext;
import dev.millrace.streams.processor.api.Record;

import static dev.millrace.streams.internal.runtime.task.TaskFixture.IN;
import static dev.millrace.streams.internal.runtime.task.TaskFixture.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ProcessorContextTest {
    private final TaskFixture fixture;

    ProcessorContextTest(@TempDir Path stateDir) {
        fixture = new TaskFixture(stateDir);
    }

    @Test
    void forwardsToAllChildrenInTheOrderOfTheTopology() {
        step((context, record) -> context.forward(record))
                .sink("one", "out1", "step")
                .sink("two", "out2", "step")
                .started();

        fixture.feed("k", "v", 5);

        assertThat(fixture.sent()).containsExactly("out1:k=v@5", "out2:k=v@5");
    }

    @Test
    void forwardsToNamedChildAlone() {
        step((context, record) -> context.forward(record, "two"))
                .sink("one", "out1", "step")
                .sink("two", "out2", "step")
                .started();

        fixture.feed("k", "v", 5);

        assertThat(fixture.sent()).containsExactly("out2:k=v@5");
    }

    @Test
    void forwardsDepthFirst() {
        step((context, record) -> {
                    context.forward(record.withValue("a"));
                    context.forward(record.withValue("b"));
                })
                .processor("below", StreamTaskTest.UpperCase::new, "step")
                .sink("one", "out1", "below")
                .sink("two", "out2", "step")
                .started();

        fixture.feed("k", "v", 5);

        assertThat(fixture.sent()).containsExactly("out1:k=A@5", "out2:k=a@5", "out1:k=B@5", "out2:k=b@5");
    }

    @Test
    void tellsWhereTheRecordWasRead() {
        List<String> seen = new ArrayList<>();
        step((context, record) -> context.recordMetadata()
                        .ifPresent(from -> seen.add(from.topic() + " " + from.partition() + " " + from.offset())))
                .started();

        fixture.feed("k", "v", 5);
        fixture.feed("k", "v", 5);

        assertThat(seen).containsExactly("in 0 0", "in 0 1");
    }

    @Test
    void namesApplicationAndTask() {
        List<Object> seen = new ArrayList<>();
        step((context, record) -> seen.addAll(List.of(
                        context.applicationId(),
                        context.taskId(),
                        context.keySerde().getClass())))
                .started();

        fixture.feed("k", "v", 5);

        assertThat(seen).containsExactly("app", new TaskId(0, 0), Serdes.StringSerde.class);
    }

    @Test
    void tellsConfigurationsByPrefix() {
        List<Object> seen = new ArrayList<>();
        fixture.config.put("my.colour", "blue");
        fixture.config.put("my.size", 3);
        step((context, record) -> {
                    seen.add(context.appConfigs().get("my.colour"));
                    seen.add(context.appConfigsWithPrefix("my.").get("size"));
                })
                .started();

        fixture.feed("k", "v", 5);

        assertThat(seen).containsExactly("blue", 3);
    }

    @Test
    void streamTimeIsTheLargestSoFar() {
        List<Long> seen = new ArrayList<>();
        step((context, record) -> seen.add(context.currentStreamTimeMs())).started();

        fixture.feed("k", "v", 5);
        fixture.feed("k", "v", 9);
        fixture.feed("k", "v", 7);

        assertThat(seen).containsExactly(5L, 9L, 9L);
    }

    @Test
    void systemTimeIsThatOfTheRound() {
        List<Long> seen = new ArrayList<>();
        step((context, record) -> seen.add(context.currentSystemTimeMs())).started();
        fixture.add(IN, fixture.raw(IN, "k", "v", 5));

        fixture.built().processNext(4711);

        assertThat(seen).containsExactly(4711L);
    }

    @Test
    void timeIsKnownWhenInitialised() {
        List<Long> seen = new ArrayList<>();
        fixture.source("source", IN)
                .processor(
                        "step",
                        () -> new ContextualProcessor<>() {
                            @Override
                            public void init(ProcessorContext<String, String> context) {
                                seen.add(context.currentSystemTimeMs());
                                seen.add(context.currentStreamTimeMs());
                            }

                            @Override
                            public void process(Record<String, String> record) {
                                context().forward(record);
                            }
                        },
                        "source")
                .started();

        assertThat(seen).containsExactly(fixture.time.milliseconds(), -1L);
    }

    @Test
    void headersTravelWithTheRecord() {
        step((context, record) -> context.forward(record.withValue("w")))
                .sink("sink", "out", "step")
                .started();
        fixture.add(IN, fixture.raw(IN, "k", "v", 5, new RecordHeaders().add("colour", bytes("blue"))));

        fixture.processAll();

        assertThat(fixture.producer.history().get(0).headers())
                .isEqualTo(new RecordHeaders().add("colour", bytes("blue")));
    }

    @Test
    void headersOfOneBranchDoNotShowInAnother() {
        step((context, record) -> {
                    context.forward(record, "plain");
                    Record<String, String> marked = record.withValue("marked");
                    marked.headers().add("colour", bytes("blue"));
                    context.forward(marked, "marked");
                    context.forward(record, "plain");
                })
                .sink("plain", "out1", "step")
                .sink("marked", "out2", "step")
                .started();

        fixture.feed("k", "v", 5);

        assertThat(fixture.producer.history())
                .extracting(record -> record.headers().toArray().length)
                .containsExactly(0, 1, 0);
    }

    @Test
    void refusesStoreThatIsNotConnected() {
        fixture.source("source", IN)
                .processor(
                        "step",
                        () -> new ContextualProcessor<>() {
                            @Override
                            public void init(ProcessorContext<String, String> context) {
                                context.getStateStore("counts");
                            }

                            @Override
                            public void process(Record<String, String> record) {
                                context().forward(record);
                            }
                        },
                        "source");

        assertThatThrownBy(fixture::started)
                .cause()
                .isInstanceOf(StreamsException.class)
                .hasMessageStartingWith("Processor step has no access to StateStore counts as the store is not"
                        + " connected to the processor.");
    }

    private TaskFixture step(BiConsumer<ProcessorContext<String, String>, Record<String, String>> action) {
        return fixture.source("source", IN)
                .processor(
                        "step",
                        () -> new ContextualProcessor<>() {
                            @Override
                            public void process(Record<String, String> record) {
                                action.accept(context(), record);
                            }
                        },
                        "source");
    }
}
