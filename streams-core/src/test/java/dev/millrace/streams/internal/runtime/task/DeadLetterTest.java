package dev.millrace.streams.internal.runtime.task;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.millrace.streams.StreamsConfig;
import dev.millrace.streams.errors.ErrorHandlerContext;
import dev.millrace.streams.errors.ProductionExceptionHandler;
import dev.millrace.streams.errors.StreamsException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What becomes of records that the broker refused, when somebody wants to know of them (KIP-1034). */
class DeadLetterTest {
    private static final RecordTooLargeException TOO_LARGE = new RecordTooLargeException("too large");

    private TaskFixture fixture;

    @BeforeEach
    void create(@TempDir Path directory) {
        fixture = new TaskFixture(directory, false);
        fixture.config.put(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG, "dead");
    }

    @Test
    void letterOfRefusedRecordIsOnItsWayBeforeTheTaskFails() {
        pipe();
        fixture.producer.errorNext(TOO_LARGE);

        assertThatThrownBy(fixture::commit).hasRootCause(TOO_LARGE);

        assertThat(fixture.sent()).last().asString().startsWith("dead:").endsWith("@5");
        assertThat(fixture.committed).isEmpty();
    }

    @Test
    void commitWaitsForTheLettersOfRecordsThatWereGivenUp() {
        fixture.config.put(StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, Reporting.class);
        pipe();
        fixture.producer.errorNext(TOO_LARGE);

        assertThat(fixture.commit()).isEqualTo(1);

        assertThat(fixture.sent()).contains("letters:out=null@" + fixture.time.milliseconds());
        assertThat(fixture.producer.flushed()).isTrue();
        assertThat(fixture.committed).isNotEmpty();
    }

    @Test
    void letterThatIsRefusedItselfFailsTheTask() {
        fixture.config.put(StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, Reporting.class);
        pipe();
        fixture.producer.errorNext(TOO_LARGE);
        fixture.built().writeDeadLetters();
        fixture.producer.errorNext(TOO_LARGE);

        assertThatThrownBy(fixture::commit)
                .isInstanceOf(StreamsException.class)
                .hasMessageContaining("A dead letter could not be written to topic letters");
        assertThat(fixture.sent()).hasSize(2);
    }

    @Test
    void lettersMayNotBeWrittenEither() {
        fixture.config.put(StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, Reporting.class);
        pipe();
        fixture.producer.errorNext(TOO_LARGE);
        fixture.built().writeDeadLetters();
        fixture.producer.errorNext(new AuthorizationException("no"));

        assertThatThrownBy(fixture::commit).hasRootCauseInstanceOf(AuthorizationException.class);
    }

    private void pipe() {
        fixture.source("source", TaskFixture.IN)
                .sink("sink", TaskFixture.OUT, "source")
                .started();
        fixture.feed("k", "v", 5);
    }

    /** Goes on, and says which topic refused something. */
    public static final class Reporting implements ProductionExceptionHandler {
        @Override
        public Response handleError(
                ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception exception) {
            return Response.resume(
                    List.of(new ProducerRecord<>("letters", TaskFixture.bytes(record.topic()), (byte[]) null)));
        }

        @Override
        public void configure(Map<String, ?> configs) {}
    }
}
