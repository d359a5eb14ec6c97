package dev.millrace.broker.api;

import java.util.function.Consumer;

import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.requests.AbstractResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request on its way through the broker, with the way back.
 *
 * <p>Records of a produce request are a view of the receive buffer and are gone once the handler has returned.
 *
 * <p>Confined to the event-loop thread.
 */
public final class Call {
    private static final Logger LOG = LoggerFactory.getLogger(Call.class);

    private final Caller caller;
    private final short version;
    private final AbstractRequest request;
    private final Exchange exchange;

    /**
     * Makes a call.
     *
     * @param caller who asks
     * @param version of the request, which the response must follow
     * @param request what is asked
     * @param exchange the way back
     */
    public Call(Caller caller, short version, AbstractRequest request, Exchange exchange) {
        this.caller = caller;
        this.version = version;
        this.request = request;
        this.exchange = exchange;
    }

    /** Returns who asks. */
    public Caller caller() {
        return caller;
    }

    /** Returns the version of the request, which the response must follow. */
    public short version() {
        return version;
    }

    /** Returns which API is called. */
    public ApiKeys api() {
        return request.apiKey();
    }

    /** Returns what is asked, with its message inside. */
    public AbstractRequest request() {
        return request;
    }

    /** Sends the answer. */
    public void answer(ApiMessage response) {
        exchange.send(response);
    }

    void answerNothing() {
        exchange.nothing();
    }

    void hangUp() {
        exchange.hangUp();
    }

    /** Answers that nothing of the request is done; without a way to say so, ends the connection. */
    public void refuse(Errors error) {
        AbstractResponse response = request.getErrorResponse(0, error.exception());
        if (response == null) {
            hangUp();
        } else {
            answer(response.data());
        }
    }

    /**
     * Returns a call with the same request whose answer is altered before it is sent.
     *
     * @param refused whether a part was refused, so that a client that wants no answer is to lose its connection
     * @param alter changes the answer
     */
    public Call altering(boolean refused, Consumer<ApiMessage> alter) {
        return new Call(caller, version, request, new AlteredExchange(exchange, refused, alter));
    }

    /** Answers that something of ours has failed, and says so in the log. */
    void fail(RuntimeException cause) {
        LOG.error("{} version {} from {} failed", api(), version, caller, cause);
        AbstractResponse response = request.getErrorResponse(0, cause);
        if (response == null) {
            hangUp();
        } else {
            answer(response.data());
        }
    }

    void onClose(Runnable action) {
        exchange.onClose(action);
    }
}
