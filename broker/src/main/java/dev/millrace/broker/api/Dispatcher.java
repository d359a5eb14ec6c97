package dev.millrace.broker.api;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

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
        void handle(Call call) {
            Q request = requestType.cast(call.request().data());
            handler.handle(request, call);
        }
    }
}
