package dev.millrace.streams.errors;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Configurable;

/**
 * Decides what happens when a record cannot be serialised or written. Lives as {@link DeserializationExceptionHandler}
 * does.
 */
public interface ProductionExceptionHandler extends Configurable {
    /** What to do. */
    enum Result {
        /** Skips the record and counts it. */
        RESUME(0, "RESUME"),
        /** Lets the thread die of it. */
        FAIL(1, "FAIL"),
        /** Tries again; only for errors that may pass. */
        RETRY(2, "RETRY");

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

        /** Try again. */
        public static Response retry() {
            return new Response(Result.RETRY);
        }

        /** What to do. */
        public Result result() {
            return result;
        }
    }

    /** Which part could not be serialised. */
    enum SerializationExceptionOrigin {
        /** The key. */
        KEY,
        /** The value. */
        VALUE
    }

    /**
     * Called when the broker refused a record, or sending it failed for good. Retry is honoured for errors that may
     * pass.
     *
     * @param context where the record being processed came from
     * @param record what was to be written
     */
    Response handleError(ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception exception);

    /**
     * Called when a key or value cannot be serialised; stops unless overridden.
     *
     * @param record what was to be written, not serialised
     */
    default Response handleSerializationError(
            ErrorHandlerContext context,
            ProducerRecord<?, ?> record,
            Exception exception,
            SerializationExceptionOrigin origin) {
        return Response.fail();
    }
}
