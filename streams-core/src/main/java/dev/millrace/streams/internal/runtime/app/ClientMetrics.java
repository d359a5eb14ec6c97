package dev.millrace.streams.internal.runtime.app;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/** What the clients measure that all threads of an instance share. <i>Thread-safe:</i> a list that is copied. */
public final class ClientMetrics {
    private final List<Supplier<Map<MetricName, ? extends Metric>>> clients = new CopyOnWriteArrayList<>();

    ClientMetrics() {}

    /** From now on one more is asked. */
    void add(Supplier<Map<MetricName, ? extends Metric>> client) {
        clients.add(client);
    }

    Map<MetricName, Metric> read() {
        Map<MetricName, Metric> all = new HashMap<>();
        clients.forEach(client -> all.putAll(client.get()));
        return all;
    }
}
