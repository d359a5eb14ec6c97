package dev.millrace.broker.metrics;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

import org.apache.kafka.common.protocol.ApiKeys;

import com.codahale.metrics.MetricRegistry;

/**
 * Counts and times the requests of every API ({@code kafka.network:type=RequestMetrics}); an API is shown from its
 * first request on.
 *
 * <p>Confined to the event-loop thread.
 */
public final class RequestMeters {
    private final MetricRegistry registry;
    private final LongSupplier nanoClock;
    private final Map<ApiKeys, ApiMeters> apis = new EnumMap<>(ApiKeys.class);

    RequestMeters(MetricRegistry registry, LongSupplier nanoClock) {
        this.registry = registry;
        this.nanoClock = nanoClock;
    }

    /**
     * Counts a request that is about to be handled.
     *
     * @param bytes size of its frame
     * @param readNanos when it was read, on the clock of these meters
     * @return what is to be told of the rest of its way
     */
    public RequestTimes begin(ApiKeys api, short version, int bytes, long readNanos) {
        ApiMeters meters = apis.get(api);
        if (meters == null) {
            meters = new ApiMeters(registry, names(api), api.latestVersion(true) + 1);
            apis.put(api, meters);
        }
        meters.received(version, bytes);
        return new RequestTimes(meters, nanoClock, readNanos);
    }

    /** Dashboards ask for fetches of consumers; there are no others on one node. */
    private static List<String> names(ApiKeys api) {
        return api == ApiKeys.FETCH ? List.of(api.name, "FetchConsumer") : List.of(api.name);
    }
}
