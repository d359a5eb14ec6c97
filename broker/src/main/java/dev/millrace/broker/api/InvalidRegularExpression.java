package dev.millrace.broker.api;

/** A regular expression of a client that cannot be compiled, or takes too long to match. It carries no stack trace. */
final class InvalidRegularExpression extends RuntimeException {
    InvalidRegularExpression(String message) {
        super(message, null, false, false);
    }
}
