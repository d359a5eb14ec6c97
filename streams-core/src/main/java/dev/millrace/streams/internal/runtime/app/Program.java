package dev.millrace.streams.internal.runtime.app;

import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.apache.kafka.clients.consumer.ConsumerConfig;

import dev.millrace.streams.StreamsConfig;
import dev.millrace.streams.errors.TopologyException;
import dev.millrace.streams.internal.runtime.insight.ClientIds;
import dev.millrace.streams.internal.settings.RuntimeSettings;
import dev.millrace.streams.internal.topology.TopologyDefinition;
import dev.millrace.streams.internal.topology.TopologyPlan;
import dev.millrace.streams.state.StoreBuilder;

/**
 * What an instance runs: a topology under a configuration. <i>Immutable.</i>
 *
 * @param clientId begins the names of threads and clients
 */
public record Program(StreamsConfig config, RuntimeSettings settings, TopologyPlan plan, String clientId) {
    private static final String EARLIEST = "earliest";

    /**
     * Plans {@code topology} under {@code config}.
     *
     * @throws org.apache.kafka.common.config.ConfigException if a setting is not to be had
     * @throws dev.millrace.streams.errors.TopologyException if the topology cannot run
     */
    public static Program of(TopologyDefinition topology, StreamsConfig config) {
        RuntimeSettings settings = RuntimeSettings.from(config);
        String clientId = settings.clientId().isEmpty()
                ? settings.applicationId() + "-" + UUID.randomUUID()
                : settings.clientId();
        TopologyPlan plan = topology.plan(settings);
        if (plan.subtopologies().isEmpty() && plan.globalStores().isEmpty()) {
            throw new TopologyException(
                    "The topology reads nothing: it must have at least one source topic or global store");
        }
        return new Program(config, settings, plan, clientId);
    }

    /** Ids of its clients. */
    public ClientIds ids() {
        return new ClientIds(clientId);
    }

    /** Where the instance can be asked for what it stores; empty if nowhere. */
    public String endpoint() {
        return config.getString(StreamsConfig.APPLICATION_SERVER_CONFIG);
    }

    /** Names of its stores, global ones too. */
    public Set<String> storeNames() {
        return plan.storeBuilders().stream().map(StoreBuilder::name).collect(Collectors.toUnmodifiableSet());
    }

    /** Stream threads it needs: none if there is nothing but global stores. */
    public int streamThreads() {
        return plan.subtopologies().isEmpty() ? 0 : settings.streamThreads();
    }

    /** Whether any of its stores outlives the process: known from a store of each kind, which is not opened. */
    public boolean persistent() {
        return plan.storeBuilders().stream().anyMatch(store -> store.build().persistent());
    }

    /** Where consumers of the configuration begin without an offset. */
    String offsetReset() {
        Object given = config.getMainConsumerConfigs(settings.applicationId(), clientId, 0)
                .getOrDefault(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, EARLIEST);
        return given.toString();
    }
}
