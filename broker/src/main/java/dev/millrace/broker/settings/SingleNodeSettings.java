package dev.millrace.broker.settings;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Settings of Apache Kafka that a single node of another make can take without following them: a file that starts
 * Apache Kafka should start Millrace too. Each has a reason, which the broker says at its start.
 *
 * <p>Without state.
 */
final class SingleNodeSettings {
    private static final String CLUSTER = "there is one node, which is its own controller";
    private static final String INTERNAL = "internal topics have one partition here and are kept small by compaction";
    private static final String THREADS = "one event loop serves all connections";
    private static final String CLEANER = "each log is compacted by the housekeeping thread with memory as needed";
    private static final String GROUPS = "groups of this kind are not served";
    private static final String ONE_VALUE =
            "it bounds what single groups may be set to, and none has a value of its own";
    private static final String PLACED_AT_ONCE = "tasks are placed when a member comes or goes, without a pause";

    private static final Map<String, String> REASONS = Map.ofEntries(
            Map.entry("process.roles", CLUSTER),
            Map.entry("controller.quorum.voters", CLUSTER),
            Map.entry("controller.quorum.bootstrap.servers", CLUSTER),
            Map.entry("controller.listener.names", CLUSTER),
            Map.entry("inter.broker.listener.name", CLUSTER),
            Map.entry("security.inter.broker.protocol", CLUSTER),
            Map.entry("sasl.mechanism.inter.broker.protocol", CLUSTER),
            Map.entry("auto.leader.rebalance.enable", CLUSTER),
            Map.entry("unclean.leader.election.enable", CLUSTER),
            Map.entry("controlled.shutdown.enable", CLUSTER),
            Map.entry("broker.rack", CLUSTER),
            Map.entry("offsets.topic.num.partitions", INTERNAL),
            Map.entry("offsets.topic.segment.bytes", INTERNAL),
            Map.entry("transaction.state.log.num.partitions", INTERNAL),
            Map.entry("transaction.state.log.segment.bytes", INTERNAL),
            Map.entry("num.network.threads", THREADS),
            Map.entry("num.io.threads", THREADS),
            Map.entry("queued.max.requests", THREADS),
            Map.entry("background.threads", THREADS),
            Map.entry("num.recovery.threads.per.data.dir", "logs are recovered one after the other"),
            Map.entry("socket.send.buffer.bytes", "the operating system sizes the buffers of sockets"),
            Map.entry("socket.receive.buffer.bytes", "the operating system sizes the buffers of sockets"),
            Map.entry("log.initial.task.delay.ms", "background work begins at once"),
            Map.entry("log.retention.check.interval.ms", "retention is looked at every second"),
            Map.entry("log.flush.scheduler.interval.ms", "what is due for a sync is looked at every second"),
            Map.entry("transaction.partition.verification.enable", "each write of a transaction is checked"),
            Map.entry(
                    "transaction.abort.timed.out.transaction.cleanup.interval.ms",
                    "a transaction is aborted when its time is over"),
            Map.entry("group.streams.assignment.interval.ms", PLACED_AT_ONCE),
            Map.entry("group.streams.min.assignment.interval.ms", PLACED_AT_ONCE),
            Map.entry("group.streams.max.assignment.interval.ms", PLACED_AT_ONCE),
            Map.entry("group.streams.assignor.offload.enable", PLACED_AT_ONCE),
            Map.entry("group.streams.min.session.timeout.ms", ONE_VALUE),
            Map.entry("group.streams.max.session.timeout.ms", ONE_VALUE),
            Map.entry("group.streams.min.heartbeat.interval.ms", ONE_VALUE),
            Map.entry("group.streams.max.heartbeat.interval.ms", ONE_VALUE),
            Map.entry("group.streams.max.standby.replicas", ONE_VALUE),
            Map.entry("metadata.log.dir", "topics are described in the data directory"));

    /** Whole families of names, by prefix. */
    private static final Map<String, String> FAMILIES = Map.of(
            "log.cleaner.", CLEANER,
            "replica.", CLUSTER,
            "num.replica.", CLUSTER,
            "controller.quorum.", CLUSTER,
            "group.consumer.", GROUPS,
            "group.share.", GROUPS,
            "group.coordinator.", THREADS,
            "share.coordinator.", GROUPS);

    private SingleNodeSettings() {}

    /** Returns why a setting has no effect here; null if nothing is known about it. */
    static @Nullable String reason(String name) {
        String reason = REASONS.get(name);
        if (reason != null) {
            return reason;
        }
        for (Map.Entry<String, String> family : FAMILIES.entrySet()) {
            if (name.startsWith(family.getKey())) {
                return family.getValue();
            }
        }
        return null;
    }
}
