package dev.millrace.broker.catalog;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * The topics of a catalog by name and by id.
 *
 * <p>Thread-safe for look-ups; changes are made one at a time by the caller. A topic that is replaced keeps its name
 * and id.
 */
final class TopicIndex {
    private final Map<String, TopicLogs> byName = new ConcurrentHashMap<>();
    private final Map<Uuid, TopicLogs> byId = new ConcurrentHashMap<>();
    private final AtomicLong version = new AtomicLong();

    void put(TopicLogs topic) {
        byName.put(topic.topic().name(), topic);
        byId.put(topic.topic().id(), topic);
        version.incrementAndGet();
    }

    void remove(TopicLogs topic) {
        byName.remove(topic.topic().name());
        byId.remove(topic.topic().id());
        version.incrementAndGet();
    }

    @Nullable
    TopicLogs get(String name) {
        return byName.get(name);
    }

    @Nullable
    TopicLogs get(Uuid id) {
        return byId.get(id);
    }

    Collection<TopicLogs> all() {
        return byName.values();
    }

    /** Returns how often something has changed; read it before looking topics up. */
    long version() {
        return version.get();
    }
}
