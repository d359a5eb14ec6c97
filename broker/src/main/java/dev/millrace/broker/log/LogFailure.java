package dev.millrace.broker.log;

import org.jspecify.annotations.Nullable;

/** Says that the disk, or a file on it, let a log down; the message names the file, the cause says how. */
public final class LogFailure extends RuntimeException {

    LogFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
