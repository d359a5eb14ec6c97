package dev.millrace.broker.settings;

import java.util.List;
import java.util.Map;

/** Reads the settings of groups from properties with the names of Apache Kafka, and writes them back. Without state. */
final class GroupProperties {
    private static final long MINUTE_MS = 60_000;
    private static final String CONSUMER = "group.consumer.";
    private static final String STREAMS = "group.streams.";

    private GroupProperties() {}

    static GroupSettings read(PropertyValues values) {
        GroupSettings defaults = GroupSettings.DEFAULTS;
        String protocols = values.text("group.coordinator.rebalance.protocols");
        return new GroupSettings(
                protocols == null ? defaults.protocols() : MemberProtocol.read(protocols),
                values.count("group.initial.rebalance.delay.ms", defaults.settlingDelayMs()),
                values.count("group.max.size", defaults.maxMembers()),
                sessions(values),
                offsets(values),
                consumer(values),
                streams(values));
    }

    private static SessionSettings sessions(PropertyValues values) {
        SessionSettings defaults = SessionSettings.DEFAULTS;
        return new SessionSettings(
                values.count("group.min.session.timeout.ms", defaults.minTimeoutMs()),
                values.count("group.max.session.timeout.ms", defaults.maxTimeoutMs()),
                values.count("millrace.dead.connection.grace.ms", defaults.deadConnectionGraceMs()),
                values.count("millrace.restart.grace.ms", defaults.restartGraceMs()));
    }

    private static OffsetSettings offsets(PropertyValues values) {
        OffsetSettings defaults = OffsetSettings.DEFAULTS;
        long minutes = values.number("offsets.retention.minutes", defaults.retentionMs() / MINUTE_MS);
        return new OffsetSettings(
                Math.multiplyExact(minutes, MINUTE_MS),
                values.number("offsets.retention.check.interval.ms", defaults.checkIntervalMs()),
                values.count("offset.metadata.max.bytes", defaults.metadataMaxBytes()));
    }

    private static ConsumerGroupSettings consumer(PropertyValues values) {
        ConsumerGroupSettings defaults = ConsumerGroupSettings.DEFAULTS;
        String assignors = values.text("group.consumer.assignors");
        return new ConsumerGroupSettings(
                MemberTiming.read(CONSUMER, values),
                values.count("group.consumer.max.size", defaults.maxMembers()),
                assignors == null ? defaults.assignors() : List.of(assignors.split("\\s*,\\s*")));
    }

    private static StreamsGroupSettings streams(PropertyValues values) {
        StreamsGroupSettings defaults = StreamsGroupSettings.DEFAULTS;
        return new StreamsGroupSettings(
                MemberTiming.read(STREAMS, values),
                values.count("group.streams.max.size", defaults.maxMembers()),
                values.count("group.streams.num.standby.replicas", defaults.standbyReplicas()),
                values.count("group.streams.max.standby.replicas", defaults.maxStandbyReplicas()),
                values.count("group.streams.initial.rebalance.delay.ms", defaults.initialDelayMs()));
    }

    static void write(GroupSettings groups, Map<String, Object> to) {
        to.put("group.coordinator.rebalance.protocols", MemberProtocol.titles(groups.protocols()));
        to.put("group.initial.rebalance.delay.ms", groups.settlingDelayMs());
        to.put("group.max.size", groups.maxMembers());
        to.put("group.min.session.timeout.ms", groups.sessions().minTimeoutMs());
        to.put("group.max.session.timeout.ms", groups.sessions().maxTimeoutMs());
        to.put("millrace.dead.connection.grace.ms", groups.sessions().deadConnectionGraceMs());
        to.put("millrace.restart.grace.ms", groups.sessions().restartGraceMs());
        to.put("offsets.retention.minutes", groups.offsets().retentionMs() / MINUTE_MS);
        to.put("offsets.retention.check.interval.ms", groups.offsets().checkIntervalMs());
        to.put("offset.metadata.max.bytes", groups.offsets().metadataMaxBytes());
        ConsumerGroupSettings consumer = groups.consumer();
        consumer.timing().write(CONSUMER, to);
        to.put("group.consumer.max.size", consumer.maxMembers());
        to.put("group.consumer.assignors", String.join(",", consumer.assignors()));
        StreamsGroupSettings streams = groups.streams();
        streams.timing().write(STREAMS, to);
        to.put("group.streams.max.size", streams.maxMembers());
        to.put("group.streams.num.standby.replicas", streams.standbyReplicas());
        to.put("group.streams.max.standby.replicas", streams.maxStandbyReplicas());
        to.put("group.streams.initial.rebalance.delay.ms", streams.initialDelayMs());
    }
}
