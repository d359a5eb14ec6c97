package dev.millrace.streams.internal.runtime.app;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static dev.millrace.streams.internal.runtime.app.InstanceState.CREATED;
import static dev.millrace.streams.internal.runtime.app.InstanceState.NOT_RUNNING;
import static dev.millrace.streams.internal.runtime.app.InstanceState.PENDING_SHUTDOWN;
import static dev.millrace.streams.internal.runtime.app.InstanceState.REBALANCING;
import static dev.millrace.streams.internal.runtime.app.InstanceState.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;

class InstanceStateTest {
    /** As {@code KafkaStreams.State.isValidTransition} of Kafka Streams 4.3.1 answers for every pair. */
    private static final List<String> OF_KAFKA_STREAMS = List.of(
            "CREATED REBALANCING",
            "CREATED PENDING_SHUTDOWN",
            "REBALANCING RUNNING",
            "REBALANCING PENDING_SHUTDOWN",
            "REBALANCING PENDING_ERROR",
            "RUNNING REBALANCING",
            "RUNNING RUNNING",
            "RUNNING PENDING_SHUTDOWN",
            "RUNNING PENDING_ERROR",
            "PENDING_SHUTDOWN NOT_RUNNING",
            "PENDING_ERROR ERROR");

    private final InstanceLife life = new InstanceLife("client");
    private final List<String> told = new ArrayList<>();

    @Test
    void transitionsAreThoseOfKafkaStreams() {
        List<String> valid = Stream.of(InstanceState.values())
                .flatMap(from -> Stream.of(InstanceState.values())
                        .filter(from::isValidTransition)
                        .map(to -> from + " " + to))
                .toList();

        assertThat(valid).containsExactlyInAnyOrderElementsOf(OF_KAFKA_STREAMS);
    }

    @Test
    void listenerHearsOfEachChangeOnce() {
        life.listen((to, from) -> told.add(from + " " + to));

        assertThat(life.tryBecome(REBALANCING)).isTrue();
        assertThat(life.tryBecome(REBALANCING)).isFalse();
        assertThat(life.tryBecome(RUNNING)).isTrue();
        assertThat(life.tryBecome(RUNNING)).isFalse();

        assertThat(told).containsExactly("CREATED REBALANCING", "REBALANCING RUNNING");
    }

    @Test
    void refusedTransitionChangesNothing() {
        assertThat(life.tryBecome(RUNNING)).isFalse();

        assertThat(life.state()).isEqualTo(CREATED);
    }

    @Test
    void waitingEndsWhenClosed() {
        life.tryBecome(PENDING_SHUTDOWN);
        assertThat(life.awaitClosed(0)).isFalse();

        life.tryBecome(NOT_RUNNING);

        assertThat(life.awaitClosed(0)).isTrue();
    }
}
