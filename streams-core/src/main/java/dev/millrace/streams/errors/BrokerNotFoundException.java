package dev.millrace.streams.errors;

/**
 * No broker answered.
 *
 * @deprecated since 2.8: nothing throws it
 */
@Deprecated
public class BrokerNotFoundException extends StreamsException {
    /** Says what was asked. */
    public BrokerNotFoundException(String message) {
        super(message);
    }

    /** Says what was asked and how it failed. */
    public BrokerNotFoundException(String message, Throwable throwable) {
        super(message, throwable);
    }

    /** Says how it failed. */
    public BrokerNotFoundException(Throwable throwable) {
        super(throwable);
    }
}
