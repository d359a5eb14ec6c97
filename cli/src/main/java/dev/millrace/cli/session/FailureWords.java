package dev.millrace.cli.session;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.jspecify.annotations.Nullable;

/** Failures in one line each. Without state. */
public final class FailureWords {
    private FailureWords() {}

    /** Returns what to throw for what a future was completed with. */
    static RuntimeException rethrown(Exception wrapper) {
        return wrapper.getCause() instanceof RuntimeException cause ? cause : new KafkaException(wrapper.getCause());
    }

    /**
     * Says why something failed.
     *
     * @return one line, without a full stop of its own
     */
    public static String of(Throwable failure) {
        Throwable cause = failure;
        while ((cause instanceof ExecutionException || cause instanceof CompletionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof UnsupportedVersionException) {
            return "the broker does not support this: " + oneLine(cause.getMessage());
        }
        if (cause instanceof TimeoutException) {
            return "no answer in time: " + oneLine(cause.getMessage());
        }
        if (cause instanceof KafkaException && cause.getCause() instanceof ConfigException inner) {
            return oneLine(inner.getMessage());
        }
        if (cause instanceof KafkaException && cause.getCause() instanceof KafkaException inner) {
            return oneLine(cause.getMessage()) + ": " + oneLine(inner.getMessage());
        }
        String message = oneLine(cause.getMessage());
        return message.isEmpty() ? cause.getClass().getSimpleName() : message;
    }

    private static String oneLine(@Nullable String message) {
        return message == null
                ? ""
                : message.strip().replaceAll("\\s*\\R\\s*", " ").replaceAll("\\.+$", "");
    }
}
