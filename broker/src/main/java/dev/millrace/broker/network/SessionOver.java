package dev.millrace.broker.network;

/** A client goes on after the end of its session without a login anew; its connection is closed. */
final class SessionOver extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SessionOver() {
        super("the session is over, and there was no login anew", null, false, false);
    }
}
