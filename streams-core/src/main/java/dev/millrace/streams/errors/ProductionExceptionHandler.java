package dev.millrace.streams.errors;

import java.util.List;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Configurable;

/**
 * Decides about records that cannot be written. <i>Called by stream threads, and by the producer's thread</i> when the
 * broker refused a record: so it must be thread-safe and quick.
 */
public interface ProductionExceptionHandler extends Configurable {
    /**
     * The producer gave up a record.
     *
     * @param context where the record came from, without the bytes of the input record
     * @param record the record as it was to be written
     * @return what is to happen; an exception or null fails the task
     */
    Response handleError(ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception exception);

    /**
     * A record cannot be serialised. Fails the task unless overridden.
     *
     * @param record the record as it came to the sink
     * @param origin which part is at fault
     * @return what is to happen; an exception or null fails the task
     */
    @SuppressWarnings("rawtypes")
    default Response handleSerializationError(
            ErrorHandlerContext context,
            ProducerRecord record,
            Exception exception,
            SerializationExceptionOrigin origin) {
        return Response.fail();
    }

    /** The part of a record that cannot be serialised. */
    enum SerializationExceptionOrigin {
        /** Its key. */
        KEY,
        /** Its value. */
        VALUE
    }

    /** What is to happen. */
    enum Result {
        /** Goes on without the record. */
        RESUME(0, "RESUME"),
        /** Fails the task. */
        FAIL(1, "FAIL"),
        /** Tries again, where the error is one that may pass. */
        RETRY(2, "RETRY");

        /** Name of this result. */
        public final String name;

        /** Number of this result, which never changes. */
        public final int id;

        Result(int id, String name) {
            this.id = id;
            this.name = name;
        }
    }

    /** A result, with records to be written to dead-letter topics. <i>Immutable.</i> */
    class Response {
        private final Result result;
        private final List<ProducerRecord<byte[], byte[]>> deadLetters;

        private Response(Result result, List<ProducerRecord<byte[], byte[]>> deadLetters) {
            this.result = result;
            this.deadLetters = List.copyOf(deadLetters);
        }

        /** Fails the task. */
        public static Response fail() {
            return fail(List.of());
        }

        /** Fails the task after {@code deadLetters} were handed to the producer. */
        public static Response fail(List<ProducerRecord<byte[], byte[]>> deadLetters) {
            return new Response(Result.FAIL, deadLetters);
        }

        /** Goes on without the record. */
        public static Response resume() {
            return resume(List.of());
        }

        /** Goes on without the record, writing {@code deadLetters} in its place. */
        public static Response resume(List<ProducerRecord<byte[], byte[]>> deadLetters) {
            return new Response(Result.RESUME, deadLetters);
        }

        /** Tries again, where the error is one that may pass; fails the task otherwise. */
        public static Response retry() {
            return new Response(Result.RETRY, List.of());
        }

        /** What is to happen. */
        public Result result() {
            return result;
        }

        /** Records to be written to dead-letter topics, serialised. */
        public List<ProducerRecord<byte[], byte[]>> deadLetterQueueRecords() {
            return deadLetters;
        }
    }
}
