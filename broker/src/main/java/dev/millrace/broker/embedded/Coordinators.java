package dev.millrace.broker.embedded;

import java.util.function.Function;

import org.apache.kafka.common.utils.Time;

import dev.millrace.broker.catalog.ProducerIds;
import dev.millrace.broker.catalog.Topic;
import dev.millrace.broker.coordinator.PartitionShardLog;
import dev.millrace.broker.coordinator.Shard;
import dev.millrace.broker.coordinator.ShardRunner;
import dev.millrace.broker.coordinator.Timers;
import dev.millrace.broker.group.GroupCoordinator;
import dev.millrace.broker.group.GroupShard;
import dev.millrace.broker.settings.BrokerSettings;
import dev.millrace.broker.transaction.MarkerWriter;
import dev.millrace.broker.transaction.TransactionCoordinator;
import dev.millrace.broker.transaction.TransactionShard;

/**
 * Loads the coordinators from their internal topics.
 *
 * <p>Confined to the thread that starts the broker.
 */
final class Coordinators {
    private final BrokerSettings settings;
    private final Storage storage;
    private final LoopTools tools;
    private final Time time;
    private final BackgroundQueue background;

    Coordinators(BrokerSettings settings, Storage storage, LoopTools tools, Time time) {
        this.settings = settings;
        this.storage = storage;
        this.tools = tools;
        this.time = time;
        this.background = new BackgroundQueue(tools.mailbox());
    }

    /** Returns what waits for a thread besides the event loop. */
    BackgroundQueue background() {
        return background;
    }

    GroupCoordinator groups() {
        var runner = load(
                Topic.OFFSETS,
                timers -> new GroupShard(settings.groups(), timers, new CatalogSight(storage.catalog()), background));
        return new GroupCoordinator(runner, settings.groups(), time);
    }

    TransactionCoordinator transactions(MarkerWriter markers) {
        ProducerIds ids = storage.catalog().producerIds();
        return new TransactionCoordinator(load(
                Topic.TRANSACTIONS,
                timers -> new TransactionShard(settings.transactions(), timers, ids::next, markers)));
    }

    private <S extends Shard> ShardRunner<S> load(String topic, Function<Timers, S> makeShard) {
        var log =
                InternalTopics.log(topic, storage.catalog(), settings.requests().maxBytes());
        var shardLog = new PartitionShardLog(log, storage.groupCommit(), tools.mailbox(), settings.waitForDisk());
        ShardRunner<S> runner = new ShardRunner<>(shardLog, tools.deadlines(), time, makeShard);
        runner.load();
        return runner;
    }
}
