package dev.millrace.streams.internal.runtime.app;

import java.util.HashMap;
import java.util.Map;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.utils.Time;

import dev.millrace.streams.KafkaClientSupplier;
import dev.millrace.streams.internal.assignment.BrokerGroup;
import dev.millrace.streams.internal.assignment.GroupAssignor;
import dev.millrace.streams.internal.assignment.LocalMember;
import dev.millrace.streams.internal.runtime.thread.BrokerSeat;
import dev.millrace.streams.internal.runtime.thread.GroupSeat;
import dev.millrace.streams.internal.runtime.thread.LeaderSeat;
import dev.millrace.streams.internal.runtime.thread.Membership;
import dev.millrace.streams.internal.settings.RuntimeSettings;

/** Makes the consumers with which stream threads are members of the group, in the protocol that was asked for. */
final class GroupEntrance {
    private static final String NO_RESET = "none";

    /** A member hears of a rebalance at its next heartbeat: the client's own default of 3 s is how long others wait. */
    private static final int HEARTBEAT_MS = 300;

    private final Program program;
    private final KafkaClientSupplier clients;
    private final Time time;

    /**
     * An entrance for the threads of {@code program}.
     *
     * @param clients makes the consumers of the classic protocol; those of the other are the client library's own, as
     *     in Kafka Streams
     */
    GroupEntrance(Program program, KafkaClientSupplier clients, Time time) {
        this.program = program;
        this.clients = clients;
        this.time = time;
    }

    /** A consumer, which is the caller's to close, and how its thread is a member of the group. */
    record Entered(Consumer<byte[], byte[]> consumer, GroupSeat seat) {}

    /**
     * Lets a thread in.
     *
     * @param clientId of its consumer
     * @param number of the thread
     */
    Entered enter(String clientId, int number, Membership membership) {
        RuntimeSettings settings = program.settings();
        Map<String, Object> configs =
                program.config().getMainConsumerConfigs(settings.applicationId(), clientId, number);
        configs.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, NO_RESET);
        return settings.placement().byBroker() ? byBroker(configs, membership) : byLeader(configs, membership);
    }

    private Entered byBroker(Map<String, Object> configs, Membership membership) {
        BrokerGroup group =
                new BrokerGroup(membership, configs, program.settings().replicationFactor(), time);
        return new Entered(group.consumer(), new BrokerSeat(group, membership));
    }

    private Entered byLeader(Map<String, Object> given, Membership membership) {
        Map<String, Object> configs = new HashMap<>(Map.of(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, HEARTBEAT_MS));
        configs.putAll(given);
        configs.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, GroupAssignor.class.getName());
        configs.put(LocalMember.CONFIG, membership);
        Consumer<byte[], byte[]> consumer = clients.getConsumer(configs);
        return new Entered(consumer, new LeaderSeat(consumer, membership, time));
    }
}
