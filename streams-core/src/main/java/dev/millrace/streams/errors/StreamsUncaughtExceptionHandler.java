package dev.millrace.streams.errors;

/** Decides what happens when a stream thread dies of an error nobody handled. */
@FunctionalInterface
public interface StreamsUncaughtExceptionHandler {
    /** What to do. */
    enum StreamThreadExceptionResponse {
        /** Starts a new thread in place of the one that died. */
        REPLACE_THREAD(0, "REPLACE_THREAD"),
        /** Stops this instance. */
        SHUTDOWN_CLIENT(1, "SHUTDOWN_KAFKA_STREAMS_CLIENT"),
        /** Stops every instance of the application. */
        SHUTDOWN_APPLICATION(2, "SHUTDOWN_KAFKA_STREAMS_APPLICATION");

        /** Its name; permanent. */
        public final String name;

        /** Its number; permanent. */
        public final int id;

        StreamThreadExceptionResponse(int id, String name) {
            this.id = id;
            this.name = name;
        }
    }

    /** Called on the thread that dies, with what killed it. */
    StreamThreadExceptionResponse handle(Throwable exception);
}
