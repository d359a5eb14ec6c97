package dev.millrace.broker.api;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands each call to the handler of its API.
 *
 * <p>A handler that fails answers UNKNOWN_SERVER_ERROR: a fault of ours costs the client one request and not its
 * connection.
 *
 * <p>Confined to the event-loop thread.
 */
public final class Dispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    private final Map<ApiKeys, Route<?>> routes = new EnumMap<>(ApiKeys.class);

    <Q extends ApiMessage> void add(ApiKeys api, Class<Q> requestType, Handler<Q> handler) {
        routes.put(api, new Route<>(requestType, handler));
    }

    /** Returns a view of the APIs there are handlers for. */
    public Set<ApiKeys> apis() {
        return Collections.unmodifiableSet(routes.keySet());
    }

    /**
     * Puts something before the handler of an API; nothing if the API is not served.
     *
     * @param gate makes the new handler out of the one there is
     */
    public <Q extends ApiMessage> void before(ApiKeys api, Class<Q> requestType, UnaryOperator<Handler<Q>> gate) {
        Route<?> route = routes.get(api);
        if (route != null) {
            routes.put(api, route.as(requestType).behind(gate));
        }
    }

    /** Handles a call; one of an API without handler ends its connection. */
    public void dispatch(Call call) {
        Route<?> route = routes.get(call.api());
        if (route == null) {
            LOG.info("{} asks for {}, which is not served", call.caller(), call.api());
            call.hangUp();
            return;
        }
        try {
            route.handle(call);
        } catch (RuntimeException e) {
            call.fail(e);
        }
    }

    private record Route<Q extends ApiMessage>(Class<Q> requestType, Handler<Q> handler) {
        @SuppressWarnings("unchecked") // checked by comparing the types
        <R extends ApiMessage> Route<R> as(Class<R> type) {
            if (requestType != type) {
                throw new IllegalStateException(requestType + " is not " + type);
            }
            return (Route<R>) this;
        }

        Route<Q> behind(UnaryOperator<Handler<Q>> gate) {
            return new Route<>(requestType, gate.apply(handler));
        }

        void handle(Call call) {
            Q request = requestType.cast(call.request().data());
            handler.handle(request, call);
        }
    }
}
