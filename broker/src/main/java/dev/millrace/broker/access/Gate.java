package dev.millrace.broker.access;

import java.util.function.BiPredicate;

import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.Errors;

import dev.millrace.broker.security.CallerRights;

/**
 * Looks at the requests of one API before they are handled: refuses them, or hands them on, possibly with less in them.
 *
 * @param <Q> the request's message
 */
@FunctionalInterface
interface Gate<Q extends ApiMessage> {
    /** Lets a request pass, or not. */
    void pass(Passage<Q> passage);

    /** Returns a gate that lets pass who may, and answers everybody else with one error. */
    static <Q extends ApiMessage> Gate<Q> unless(BiPredicate<Q, CallerRights> may, Errors error) {
        return passage -> {
            if (may.test(passage.request(), passage.access())) {
                passage.on();
            } else {
                passage.refuse(error);
            }
        };
    }
}
