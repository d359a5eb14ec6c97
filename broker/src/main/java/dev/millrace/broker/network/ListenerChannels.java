package dev.millrace.broker.network;

import java.nio.channels.SelectionKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.memory.MemoryPool;
import org.apache.kafka.common.message.ApiVersionsResponseData;
import org.apache.kafka.common.network.ChannelBuilder;
import org.apache.kafka.common.network.ChannelBuilders;
import org.apache.kafka.common.network.ChannelMetadataRegistry;
import org.apache.kafka.common.network.KafkaChannel;
import org.apache.kafka.common.network.ListenerName;
import org.apache.kafka.common.requests.ApiVersionsResponse;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.apache.kafka.common.security.token.delegation.internals.DelegationTokenCache;
import org.apache.kafka.common.utils.LogContext;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.common.utils.Utils;

import dev.millrace.broker.security.ScramUsers;
import dev.millrace.broker.security.SecurityConfig;
import dev.millrace.broker.settings.ListenSettings;
import dev.millrace.broker.settings.ListenerSettings;

/**
 * Builds the channel of each connection as its listener wants it, so that one selector serves all listeners.
 *
 * <p>Confined to the event-loop thread.
 */
public final class ListenerChannels implements ChannelBuilder {
    private final Map<String, ChannelBuilder> builders = new HashMap<>();
    private String next = "";

    /**
     * Prepares TLS and SASL.
     *
     * @param users who log in by SCRAM
     * @param versions what is told before a login
     * @throws IllegalArgumentException if a setting is not known, missing or wrong
     */
    public ListenerChannels(
            ListenSettings listen, ScramUsers users, Supplier<ApiVersionsResponseData> versions, Time time) {
        AbstractConfig config = SecurityConfig.of(listen);
        try {
            for (ListenerSettings listener : listen.listeners()) {
                builders.put(listener.name(), builder(listener, config, users, versions, time));
            }
        } catch (RuntimeException e) {
            close();
            throw new IllegalArgumentException("the listeners cannot be set up: " + e.getMessage(), e);
        }
    }

    private static ChannelBuilder builder(
            ListenerSettings listener,
            AbstractConfig config,
            ScramUsers users,
            Supplier<ApiVersionsResponseData> versions,
            Time time) {
        return ChannelBuilders.serverChannelBuilder(
                new ListenerName(listener.name()),
                false,
                SecurityProtocol.forName(listener.protocol().name()),
                config,
                users.cache(),
                new DelegationTokenCache(Set.of()),
                time,
                new LogContext(),
                version -> new ApiVersionsResponse(versions.get()));
    }

    /** Says to which listener the next connection came. */
    void nextComesTo(String listener) {
        next = listener;
    }

    @Override
    public void configure(Map<String, ?> configs) {
        // Each builder has been configured when it was made.
    }

    @Override
    public KafkaChannel buildChannel(
            String id, SelectionKey key, int maxReceiveSize, MemoryPool pool, ChannelMetadataRegistry registry) {
        ChannelBuilder builder = builders.get(next);
        if (builder == null) {
            throw new IllegalStateException("no listener " + next);
        }
        return builder.buildChannel(id, key, maxReceiveSize, pool, registry);
    }

    @Override
    public void close() {
        builders.values().forEach(builder -> Utils.closeQuietly(builder, "channel builder"));
    }
}
