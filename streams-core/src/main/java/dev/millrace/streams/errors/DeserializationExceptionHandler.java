package dev.millrace.streams.errors;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.Configurable;

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

    /** An answer. <i>Immutable.</i> */
    class Response {
        private final Result result;

        private Response(Result result) {
            this.result = result;
        }

        /** Go on without this record. */
        public static Response resume() {
            return new Response(Result.RESUME);
        }

        /** Stop. */
        public static Response fail() {
            return new Response(Result.FAIL);
        }

        /** What to do. */
        public Result result() {
            return result;
        }
    }

    /**
     * Called with the record as it was read.
     *
     * @param context where it came from
     * @param exception what the deserialiser threw
     */
    Response handleError(ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception);
}
