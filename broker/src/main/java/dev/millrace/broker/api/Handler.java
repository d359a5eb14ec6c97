package dev.millrace.broker.api;

import org.apache.kafka.common.protocol.ApiMessage;

/**
 * Answers the requests of one API.
 *
 * @param <Q> the request's message
 */
@FunctionalInterface
public interface Handler<Q extends ApiMessage> {
    /**
     * Answers a call, or sees to it that it is answered later.
     *
     * @param request what is asked; its records are gone when this returns
     * @param call who asks and the way back
     */
    void handle(Q request, Call call);
}
