package dev.millrace.broker.log;

/** Says that the disk, or a file on it, let a log down; the message names the file, the cause says how. */
public final class LogFailure extends RuntimeException {

    LogFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
