package dev.millrace.broker.metrics;

import java.util.function.LongSupplier;

/**
 * When one request came to each place of its way: read from the socket, begun, handled, answered, its response on the
 * way, and gone.
 *
 * <p>A request that is answered while it is handled was local only; one that waits for the disk, for records or for
 * other members is remote from the end of its handling to its answer.
 *
 * <p>Confined to the event-loop thread.
 */
public final class RequestTimes {
    private final ApiMeters meters;
    private final LongSupplier nanoClock;
    private final long readNanos;
    private final long begunNanos;
    private boolean handled;
    private long handledNanos;
    private long answeredNanos;
    private long sendingNanos;
    private long goneNanos;

    RequestTimes(ApiMeters meters, LongSupplier nanoClock, long readNanos) {
        this.meters = meters;
        this.nanoClock = nanoClock;
        this.readNanos = readNanos;
        this.begunNanos = nanoClock.getAsLong();
    }

    /** Notes that the handler has returned; does nothing if the answer is there already. */
    public void handled() {
        if (!handled) {
            handled = true;
            handledNanos = nanoClock.getAsLong();
        }
    }

    /** Notes that there is an answer. */
    public void answered() {
        answeredNanos = nanoClock.getAsLong();
        if (!handled) {
            handled = true;
            handledNanos = answeredNanos;
        }
    }

    /** Notes that it is the turn of the response to go out. */
    public void sending() {
        sendingNanos = nanoClock.getAsLong();
    }

    /** Notes that the response has gone out, and counts the request. */
    public void gone() {
        goneNanos = nanoClock.getAsLong();
        meters.done(this);
    }

    long totalNanos() {
        return goneNanos - readNanos;
    }

    long requestQueueNanos() {
        return begunNanos - readNanos;
    }

    long localNanos() {
        return handledNanos - begunNanos;
    }

    long remoteNanos() {
        return answeredNanos - handledNanos;
    }

    long responseQueueNanos() {
        return sendingNanos - answeredNanos;
    }

    long responseSendNanos() {
        return goneNanos - sendingNanos;
    }
}
