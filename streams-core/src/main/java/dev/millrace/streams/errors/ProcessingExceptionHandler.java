package dev.millrace.streams.errors;

import org.apache.kafka.common.Configurable;

import dev.millrace.streams.processor.api.Record;

/**
 * Decides what happens when a processor throws. Lives as {@link DeserializationExceptionHandler} does.
 */
public interface ProcessingExceptionHandler extends Configurable {
    /** What to do. */
    enum Result {
        /** Skips the record and counts it. */
        RESUME(0, "RESUME"),
        /** Lets the thread die of it. */
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
     * Called with the record the processor was given.
     *
     * @param context where it came from and which processor failed
     * @param record the record; null if a punctuation failed
     * @param exception what the processor threw
     */
    Response handleError(ErrorHandlerContext context, Record<?, ?> record, Exception exception);
}
