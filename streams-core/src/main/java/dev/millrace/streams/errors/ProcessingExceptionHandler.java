package dev.millrace.streams.errors;

import java.util.List;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Configurable;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.processor.api.Record;

/**
 * Decides what happens when a processor throws. Lives as {@link DeserializationExceptionHandler} does.
 */
public interface ProcessingExceptionHandler extends Configurable {
    /** What to do. */
    enum Result {
        /** Skips the record and counts it. */
        RESUME(1, "RESUME"),
        /** Lets the thread die of it. */
        FAIL(2, "FAIL");

        /** Its name; permanent. */
        public final String name;

        /** Its number; permanent. */
        public final int id;

        Result(int id, String name) {
            this.id = id;
            this.name = name;
        }
    }

    /**
     * What handlers of one method said.
     *
     * @deprecated since 4.2: answer with a {@link Response}
     */
    @Deprecated
    enum ProcessingHandlerResponse {
        /** Goes on with the next record. */
        CONTINUE(1, "CONTINUE"),
        /** Fails the task. */
        FAIL(2, "FAIL");

        /** Its name; permanent. */
        public final String name;

        /** Its number; permanent. */
        public final int id;

        ProcessingHandlerResponse(int id, String name) {
            this.id = id;
            this.name = name;
        }
    }

    /** An answer and its dead letters. <i>Immutable.</i> */
    class Response {
        private final Result result;
        private final List<ProducerRecord<byte[], byte[]>> deadLetters;

        private Response(Result result, @Nullable List<ProducerRecord<byte[], byte[]>> deadLetters) {
            this.result = result;
            this.deadLetters = deadLetters == null ? List.of() : List.copyOf(deadLetters);
        }

        /** The record is skipped. */
        public static Response resume() {
            return resume(null);
        }

        /** Skips the record; see {@link DeserializationExceptionHandler.Response#resume(List)}. */
        public static Response resume(@Nullable List<ProducerRecord<byte[], byte[]>> deadLetterQueueRecords) {
            return new Response(Result.RESUME, deadLetterQueueRecords);
        }

        /** The thread stops. */
        public static Response fail() {
            return fail(null);
        }

        /** Stops; see {@link DeserializationExceptionHandler.Response#fail(List)}. */
        public static Response fail(@Nullable List<ProducerRecord<byte[], byte[]>> deadLetterQueueRecords) {
            return new Response(Result.FAIL, deadLetterQueueRecords);
        }

        /** The dead letters, not modifiable. */
        public List<ProducerRecord<byte[], byte[]>> deadLetterQueueRecords() {
            return deadLetters;
        }

        /** What to do. */
        public Result result() {
            return result;
        }
    }

    /**
     * Called with the record the processor was given.
     *
     * @param context where it came from and which processor failed
     * @param record the record; null if a punctuation failed
     * @param exception what the processor threw
     */
    default Response handleError(ErrorHandlerContext context, Record<?, ?> record, Exception exception) {
        return handle(context, record, exception) == ProcessingHandlerResponse.CONTINUE
                ? Response.resume()
                : Response.fail();
    }

    /**
     * The former form of {@link #handleError}.
     *
     * @throws UnsupportedOperationException unless overridden
     * @deprecated since 4.2: override {@link #handleError}
     */
    @Deprecated
    default ProcessingHandlerResponse handle(ErrorHandlerContext context, Record<?, ?> record, Exception exception) {
        throw new UnsupportedOperationException(getClass().getName() + " overrides no method that handles errors");
    }
}
