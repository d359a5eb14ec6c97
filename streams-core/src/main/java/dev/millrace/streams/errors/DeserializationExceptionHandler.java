package dev.millrace.streams.errors;

import java.util.List;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Configurable;

/** Decides about input records that cannot be deserialised. <i>Called by stream threads;</i> each task has its own. */
public interface DeserializationExceptionHandler extends Configurable {
    /**
     * A record cannot be deserialised.
     *
     * @param record the record as read
     * @return what is to happen; an exception or null fails the task
     */
    Response handleError(ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception);

    /** What is to happen. */
    enum Result {
        /** Goes on without the record. */
        RESUME(0, "RESUME"),
        /** Fails the task. */
        FAIL(1, "FAIL");

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
