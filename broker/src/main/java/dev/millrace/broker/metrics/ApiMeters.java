package dev.millrace.broker.metrics;

import java.util.List;
import java.util.concurrent.TimeUnit;

import com.codahale.metrics.Histogram;
import com.codahale.metrics.LockFreeExponentiallyDecayingReservoir;
import com.codahale.metrics.Meter;
import com.codahale.metrics.MetricRegistry;

/**
 * How many requests of one API there were, and how long each part of their way took.
 *
 * <p>Histograms look at the last five minutes mostly; their unit is the millisecond, as in Apache Kafka, and the byte.
 *
 * <p>Confined to the event-loop thread; what is in the registry may be read by any.
 */
final class ApiMeters {
    private static final String DOMAIN = "kafka.network:type=RequestMetrics";
    private static final int SAMPLES = 512;
    private static final long HALF_MS_NANOS = TimeUnit.MILLISECONDS.toNanos(1) / 2;

    private final MetricRegistry registry;
    private final List<String> names;
    private final Meter[] requests;
    private final Histogram requestBytes;
    private final Histogram total;
    private final Histogram requestQueue;
    private final Histogram local;
    private final Histogram remote;
    private final Histogram responseQueue;
    private final Histogram responseSend;

    /**
     * Makes the meters of an API.
     *
     * @param names under which they are shown
     * @param versions how many versions of the API there are
     */
    ApiMeters(MetricRegistry registry, List<String> names, int versions) {
        this.registry = registry;
        this.names = names;
        this.requests = new Meter[versions];
        this.requestBytes = histogram("RequestBytes");
        this.total = histogram("TotalTimeMs");
        this.requestQueue = histogram("RequestQueueTimeMs");
        this.local = histogram("LocalTimeMs");
        this.remote = histogram("RemoteTimeMs");
        this.responseQueue = histogram("ResponseQueueTimeMs");
        this.responseSend = histogram("ResponseSendTimeMs");
    }

    private Histogram histogram(String name) {
        var reservoir =
                LockFreeExponentiallyDecayingReservoir.builder().size(SAMPLES).build();
        Histogram made = new Histogram(reservoir);
        names.forEach(api -> registry.register(BeanName.of(DOMAIN, name, "request", api), made));
        return made;
    }

    private Meter requests(int version) {
        Meter known = requests[version];
        if (known == null) {
            known = new Meter();
            requests[version] = known;
            for (String api : names) {
                String name =
                        BeanName.of(DOMAIN, "RequestsPerSec", "request", api, "version", Integer.toString(version));
                registry.register(name, known);
            }
        }
        return known;
    }

    void received(int version, int bytes) {
        requests(version).mark();
        requestBytes.update(bytes);
    }

    void done(RequestTimes times) {
        total.update(ms(times.totalNanos()));
        requestQueue.update(ms(times.requestQueueNanos()));
        local.update(ms(times.localNanos()));
        remote.update(ms(times.remoteNanos()));
        responseQueue.update(ms(times.responseQueueNanos()));
        responseSend.update(ms(times.responseSendNanos()));
    }

    private static long ms(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos + HALF_MS_NANOS);
    }
}
