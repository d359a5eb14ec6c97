package dev.millrace.streams.errors;

/**
 * Decides what happens after an error that nothing else handled ended a stream thread. <i>Called on that thread</i>,
 * so by several at once if several fail.
 */
@FunctionalInterface
public interface StreamsUncaughtExceptionHandler {
    /** Looks at what went wrong and says how to go on. */
    StreamThreadExceptionResponse handle(Throwable exception);

    /** How to go on. */
    enum StreamThreadExceptionResponse {
        /** A new thread takes the place of the failed one. */
        REPLACE_THREAD(0, "REPLACE_THREAD"),
        /** This instance stops. */
        SHUTDOWN_CLIENT(1, "SHUTDOWN_CLIENT"),
        /** All instances with this {@code application.id} stop. */
        SHUTDOWN_APPLICATION(2, "SHUTDOWN_APPLICATION");

        /** Its name, which never changes. */
        public final String name;

        /** Its number, which never changes. */
        public final int id;

        StreamThreadExceptionResponse(int id, String name) {
            this.id = id;
            this.name = name;
        }
    }
}
