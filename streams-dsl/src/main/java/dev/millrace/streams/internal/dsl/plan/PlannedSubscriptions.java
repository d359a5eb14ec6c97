package dev.millrace.streams.internal.dsl.plan;

import java.util.Map;

/** Keeps the subscriptions of a foreign-key join; they are logged with headers, as in Kafka Streams 4.3. */
public record PlannedSubscriptions(String name) implements PlannedStore {
    @Override
    public boolean logging() {
        return true;
    }

    @Override
    public Map<String, String> topicConfig() {
        return Map.of();
    }
}
