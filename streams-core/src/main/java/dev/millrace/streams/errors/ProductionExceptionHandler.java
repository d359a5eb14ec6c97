package dev.millrace.streams.errors;

import java.util.List;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Configurable;
import org.jspecify.annotations.Nullable;

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

    /**
     * What handlers said before there were dead letters.
     *
     * @deprecated since 4.2: answer with a {@link Response}
     */
    @Deprecated
    enum ProductionExceptionHandlerResponse {
        /** Gives the record up. */
        CONTINUE(0, "CONTINUE"),
        /** Gives the task up. */
        FAIL(1, "FAIL"),
        /** Writes it again. */
        RETRY(2, "RETRY");

        /** Its name; permanent. */
        public final String name;

        /** Its number; permanent. */
        public final int id;

        ProductionExceptionHandlerResponse(int id, String name) {
            this.id = id;
            this.name = name;
        }

        private Response response() {
            return switch (this) {
                case CONTINUE -> Response.resume();
                case FAIL -> Response.fail();
                case RETRY -> Response.retry();
            };
        }
    }

    /** What to do about a record that was not written. <i>Immutable.</i> */
    class Response {
        private final Result result;
        private final List<ProducerRecord<byte[], byte[]>> deadLetters;

        private Response(Result result, @Nullable List<ProducerRecord<byte[], byte[]>> deadLetters) {
            this.result = result;
            this.deadLetters = deadLetters == null ? List.of() : List.copyOf(deadLetters);
        }

        /** Gives up this record. */
        public static Response resume() {
            return resume(null);
        }

        /** Gives it up; see {@link DeserializationExceptionHandler.Response#resume(List)}. */
        public static Response resume(@Nullable List<ProducerRecord<byte[], byte[]>> deadLetterQueueRecords) {
            return new Response(Result.RESUME, deadLetterQueueRecords);
        }

        /** Gives up the task. */
        public static Response fail() {
            return fail(null);
        }

        /** Fails; see {@link DeserializationExceptionHandler.Response#fail(List)}. */
        public static Response fail(@Nullable List<ProducerRecord<byte[], byte[]>> deadLetterQueueRecords) {
            return new Response(Result.FAIL, deadLetterQueueRecords);
        }

        /** Try again. */
        public static Response retry() {
            return new Response(Result.RETRY, null);
        }

        /** Its dead letters, not modifiable. */
        public List<ProducerRecord<byte[], byte[]>> deadLetterQueueRecords() {
            return deadLetters;
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
    default Response handleError(
            ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception exception) {
        return handle(context, record, exception).response();
    }

    /**
     * Unless overridden, asks the form without a context.
     *
     * @deprecated since 4.2: override {@link #handleError}
     */
    @Deprecated
    default ProductionExceptionHandlerResponse handle(
            ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception exception) {
        return handle(record, exception);
    }

    /**
     * The first form of all.
     *
     * @throws UnsupportedOperationException unless overridden
     * @deprecated since 3.9: override {@link #handleError}
     */
    @Deprecated
    default ProductionExceptionHandlerResponse handle(ProducerRecord<byte[], byte[]> record, Exception exception) {
        throw new UnsupportedOperationException(getClass().getName() + " does not say what becomes of " + record);
    }

    /**
     * Called when a key or value cannot be serialised; stops unless overridden.
     *
     * @param record what was to be written, not serialised
     */
    @SuppressWarnings("rawtypes")
    default Response handleSerializationError(
            ErrorHandlerContext context,
            ProducerRecord record,
            Exception exception,
            SerializationExceptionOrigin origin) {
        return handleSerializationException(context, record, exception, origin).response();
    }

    /**
     * The form of {@link #handleSerializationError} before dead letters.
     *
     * @deprecated since 4.2: override {@link #handleSerializationError}
     */
    @Deprecated
    @SuppressWarnings("rawtypes")
    default ProductionExceptionHandlerResponse handleSerializationException(
            ErrorHandlerContext context,
            ProducerRecord record,
            Exception exception,
            SerializationExceptionOrigin origin) {
        return handleSerializationException(record, exception);
    }

    /**
     * The form that knew neither context nor origin; fails unless overridden.
     *
     * @deprecated since 3.9: override {@link #handleSerializationError}
     */
    @Deprecated
    @SuppressWarnings("rawtypes")
    default ProductionExceptionHandlerResponse handleSerializationException(
            ProducerRecord record, Exception exception) {
        return ProductionExceptionHandlerResponse.FAIL;
    }
}
