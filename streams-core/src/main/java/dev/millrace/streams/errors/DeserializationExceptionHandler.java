package dev.millrace.streams.errors;

import java.util.List;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Configurable;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.processor.ProcessorContext;

/**
 * Decides what happens when a record that was read cannot be deserialised. Made from the configuration, one for each
 * stream thread; <i>called by that thread</i>.
 */
public interface DeserializationExceptionHandler extends Configurable {
    /** What to do. */
    enum Result {
        /** Goes on: the record is skipped and counted as dropped. */
        RESUME(0, "RESUME"),
        /** Stops: the exception reaches the uncaught exception handler. */
        FAIL(1, "FAIL");

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
     * What to do, as handlers said it at first.
     *
     * @deprecated since 4.2: answer with a {@link Response}
     */
    @Deprecated
    enum DeserializationHandlerResponse {
        /** Go on without the record. */
        CONTINUE(0, "CONTINUE"),
        /** Stop. */
        FAIL(1, "FAIL");

        /** Its name; permanent. */
        public final String name;

        /** Its number; permanent. */
        public final int id;

        DeserializationHandlerResponse(int id, String name) {
            this.id = id;
            this.name = name;
        }
    }

    /** An answer, with what is to be written about the failure. <i>Immutable.</i> */
    class Response {
        private final Result result;
        private final List<ProducerRecord<byte[], byte[]>> deadLetters;

        private Response(Result result, @Nullable List<ProducerRecord<byte[], byte[]>> deadLetters) {
            this.result = result;
            this.deadLetters = deadLetters == null ? List.of() : List.copyOf(deadLetters);
        }

        /** Go on without this record. */
        public static Response resume() {
            return resume(null);
        }

        /**
         * Go on without this record, and write these instead.
         *
         * @param deadLetterQueueRecords each for the topic it names, which must exist; null for none
         */
        public static Response resume(@Nullable List<ProducerRecord<byte[], byte[]>> deadLetterQueueRecords) {
            return new Response(Result.RESUME, deadLetterQueueRecords);
        }

        /** Stop. */
        public static Response fail() {
            return fail(null);
        }

        /**
         * Write these, and stop. Under exactly-once they are given up with everything else that was not committed.
         *
         * @param deadLetterQueueRecords as for {@link #resume(List)}
         */
        public static Response fail(@Nullable List<ProducerRecord<byte[], byte[]>> deadLetterQueueRecords) {
            return new Response(Result.FAIL, deadLetterQueueRecords);
        }

        /** What is to be written; empty if nothing is. Not modifiable. */
        public List<ProducerRecord<byte[], byte[]>> deadLetterQueueRecords() {
            return deadLetters;
        }

        /** What to do. */
        public Result result() {
            return result;
        }
    }

    /**
     * Called with the record as it was read. Unless overridden, the former {@link #handle(ErrorHandlerContext,
     * ConsumerRecord, Exception) handle} decides.
     *
     * @param context where it came from
     * @param exception what the deserialiser threw
     */
    default Response handleError(
            ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
        return handle(context, record, exception) == DeserializationHandlerResponse.CONTINUE
                ? Response.resume()
                : Response.fail();
    }

    /**
     * What handlers override that know nothing of dead letters; asks the form without {@link ErrorHandlerContext}
     * unless overridden.
     *
     * @deprecated since 4.2: override {@link #handleError}
     */
    @Deprecated
    default DeserializationHandlerResponse handle(
            ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
        return handle(new FailedRecordContext(context), record, exception);
    }

    /**
     * The oldest form.
     *
     * @param context knows the task and where the record came from; everything else it refuses
     * @throws UnsupportedOperationException unless overridden
     * @deprecated since 3.9: override {@link #handleError}
     */
    @Deprecated
    default DeserializationHandlerResponse handle(
            ProcessorContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
        throw new UnsupportedOperationException(getClass().getName() + " overrides neither handleError nor handle");
    }
}
