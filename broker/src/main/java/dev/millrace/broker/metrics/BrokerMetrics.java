package dev.millrace.broker.metrics;

import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

import org.apache.kafka.common.metrics.KafkaMetricsContext;
import org.apache.kafka.common.metrics.Measurable;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.metrics.MetricsReporter;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.Meter;
import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.Timer;
import com.codahale.metrics.jmx.JmxReporter;

/**
 * The metrics of one broker.
 *
 * <p>The first broker of a JVM has the plain names; further ones add their port to each ({@code broker=9093}), and do
 * not show what the client library and {@link #attribute} show.
 *
 * <p>Thread-safe, except for {@link #traffic()} and {@link #requests()}, which belong to the event loop.
 */
public final class BrokerMetrics implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BrokerMetrics.class);
    private static final Object ONE_AT_A_TIME = new Object();
    private static final String IDLE =
            BeanName.of("kafka.server:type=KafkaRequestHandlerPool", "RequestHandlerAvgIdlePercent");
    private static final String STATE = BeanName.of("kafka.server:type=KafkaServer", "BrokerState");
    private static final int RUNNING = 3;

    private final MetricRegistry registry = new MetricRegistry();
    private final Metrics clientLibrary;
    private final Map<String, String> selectorTags;
    private final LongSupplier nanoClock;
    private final Traffic traffic = new Traffic(registry);
    private final RequestMeters requests;
    private final Meter idle = registry.register(IDLE, new ShareMeter());
    private final Timer flushes = registry.timer(BeanName.of("kafka.log:type=LogFlushStats", "LogFlushRateAndTimeMs"));
    private @Nullable JmxReporter reporter;
    private boolean closed;

    /**
     * Makes metrics that nobody sees yet.
     *
     * @param listeners names of the listeners whose connections are counted together
     * @param time times requests and ages rates
     */
    public BrokerMetrics(List<String> listeners, Time time) {
        this.selectorTags = new LinkedHashMap<>();
        selectorTags.put("listener", String.join("-", listeners));
        selectorTags.put("networkProcessor", "0");
        this.clientLibrary = new Metrics(time);
        this.nanoClock = time::nanoseconds;
        this.requests = new RequestMeters(registry, nanoClock);
        registry.register(STATE, (Gauge<Integer>) () -> RUNNING);
    }

    /** Returns the time on the clock of requests, in nanoseconds; its zero means nothing. */
    public long nowNanos() {
        return nanoClock.getAsLong();
    }

    /** Returns what tells the selector's metrics from those of others. */
    public Map<String, String> selectorTags() {
        return selectorTags;
    }

    /** Returns where the selector of the client library keeps what it counts. */
    public Metrics clientLibrary() {
        return clientLibrary;
    }

    /** Returns what counts records and bytes. */
    public Traffic traffic() {
        return traffic;
    }

    /** Returns what counts and times requests. */
    public RequestMeters requests() {
        return requests;
    }

    /** Notes that the event loop had nothing to do for a while. */
    public void idle(long nanos) {
        idle.mark(nanos);
    }

    /** Runs a sync of the disk that producers wait for, and notes how long it took. */
    public void timeFlush(Runnable sync) {
        long before = nanoClock.getAsLong();
        try {
            sync.run();
        } finally {
            flushes.update(nanoClock.getAsLong() - before, TimeUnit.NANOSECONDS);
        }
    }

    /**
     * Shows a value that is asked for when somebody looks.
     *
     * @param domain and type, for example {@code kafka.log:type=Log}
     * @param name last part of every name
     * @param value is called by any thread
     * @param tags further keys and values, one after the other
     */
    public <T> void gauge(String domain, String name, Supplier<T> value, String... tags) {
        Gauge<T> gauge = value::get;
        registry.register(BeanName.of(domain, name, tags), gauge);
    }

    /**
     * Shows a number as an attribute of a bean, as Apache Kafka does with its newer metrics.
     *
     * @param group type of the bean, in the domain {@code kafka.server}
     * @param name of the attribute
     * @param value is called by any thread
     * @param tags further keys and values of the bean's name
     */
    public void attribute(String group, String name, Supplier<Integer> value, Map<String, String> tags) {
        Measurable measurable = (config, nowMs) -> value.get();
        clientLibrary.addMetric(clientLibrary.metricName(name, group, tags), measurable);
    }

    /** Shows a value no more. */
    public void removeGauge(String domain, String name, String... tags) {
        registry.remove(BeanName.of(domain, name, tags));
    }

    /**
     * Shows everything by JMX, from now on; does nothing after {@link #close()}.
     *
     * @param port tells brokers of the same JVM apart
     * @return whether the plain names were free
     */
    public synchronized boolean export(int port) {
        if (closed) {
            return false;
        }
        synchronized (ONE_AT_A_TIME) {
            MBeanServer server = ManagementFactory.getPlatformMBeanServer();
            boolean first = !server.isRegistered(objectName(STATE));
            String suffix = first ? "" : ",broker=" + port;
            if (first) {
                showClientLibrary();
            } else {
                LOG.info("Another broker of this JVM has the names of metrics; those of this one end with {}", suffix);
            }
            reporter = JmxReporter.forRegistry(registry)
                    .registerWith(server)
                    .createsObjectNamesWith((type, domain, name) -> objectName(name + suffix))
                    .convertDurationsTo(TimeUnit.MILLISECONDS)
                    .build();
            reporter.start();
            return first;
        }
    }

    private void showClientLibrary() {
        MetricsReporter bySameDomain = new org.apache.kafka.common.metrics.JmxReporter();
        bySameDomain.contextChange(new KafkaMetricsContext("kafka.server"));
        clientLibrary.addReporter(bySameDomain);
    }

    private static ObjectName objectName(String name) {
        try {
            return new ObjectName(name);
        } catch (MalformedObjectNameException e) {
            throw new IllegalArgumentException(name + " is no name of a bean", e);
        }
    }

    /** Shows nothing more. Idempotent. */
    @Override
    public synchronized void close() {
        closed = true;
        if (reporter != null) {
            reporter.close();
            reporter = null;
        }
        clientLibrary.close();
    }
}
