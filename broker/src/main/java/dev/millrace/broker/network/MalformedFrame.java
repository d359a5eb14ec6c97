package dev.millrace.broker.network;

/**
 * A frame that is no request of the protocol; it carries no stack trace, since strangers may send as many as they
 * like.
 */
final class MalformedFrame extends Exception {
    MalformedFrame(String message, Throwable cause) {
        super(message, cause, false, false);
    }
}
