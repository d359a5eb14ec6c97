package dev.millrace.broker.embedded;

import org.apache.kafka.common.utils.Time;

import dev.millrace.broker.access.Gates;
import dev.millrace.broker.api.ApiServices;
import dev.millrace.broker.api.Apis;
import dev.millrace.broker.api.Dispatcher;
import dev.millrace.broker.api.Durability;
import dev.millrace.broker.api.PartitionMarkers;
import dev.millrace.broker.api.ThisNode;
import dev.millrace.broker.group.GroupCoordinator;
import dev.millrace.broker.metrics.BrokerMetrics;
import dev.millrace.broker.network.ConnectionLoop;
import dev.millrace.broker.network.ListenerChannels;
import dev.millrace.broker.settings.BrokerSettings;
import dev.millrace.broker.transaction.TransactionCoordinator;

/**
 * Puts the event loop of a broker together, with everything it serves.
 *
 * <p>For the thread that starts the broker only.
 */
final class Assembly {
    private final BrokerSettings settings;
    private final ThisNode node;
    private final Storage storage;
    private final LoopTools tools;
    private final BrokerMetrics metrics;
    private final Time time;
    private final BackgroundQueue background;
    private final Durability durability;
    private final GroupCoordinator groups;
    private final PartitionMarkers markers;
    private final TransactionCoordinator transactions;

    /** Loads the coordinators from their internal topics. */
    Assembly(BrokerSettings settings, ThisNode node, Storage storage, BrokerMetrics metrics, Time time) {
        this.settings = settings;
        this.node = node;
        this.storage = storage;
        this.metrics = metrics;
        this.time = time;
        this.tools = LoopTools.make();
        var coordinators = new Coordinators(settings, storage, tools, time);
        this.background = coordinators.background();
        this.durability = new Durability(storage.groupCommit(), tools.mailbox(), settings.waitForDisk());
        this.groups = coordinators.groups();
        this.markers = new PartitionMarkers(storage.catalog(), groups, durability, tools.fetches());
        this.transactions = coordinators.transactions(markers);
    }

    /** Returns work for a thread of its own. */
    BackgroundQueue background() {
        return background;
    }

    /** Returns the loop; its first turn ends what a crash has left of transactions. */
    ConnectionLoop loop() {
        Dispatcher dispatcher = dispatcher();
        var beans = new PartitionBeans(storage.catalog(), metrics, background);
        ConnectionLoop loop = new ConnectionLoop(
                settings.requests(),
                tools.mailbox(),
                new LoopDuties(tools.deadlines(), tools.fetches(), beans),
                dispatcher,
                groups::connectionClosed,
                new ListenerChannels(settings.listen(), storage.users(), Apis.versions(dispatcher), time),
                metrics,
                time);
        tools.mailbox().execute(this::resume);
        return loop;
    }

    private void resume() {
        markers.abortHanging(transactions);
        transactions.resume();
    }

    private Dispatcher dispatcher() {
        Dispatcher dispatcher = Apis.dispatcher(new ApiServices(
                settings,
                node,
                storage.catalog(),
                groups,
                transactions,
                markers,
                storage.users(),
                storage.access(),
                durability,
                tools.fetches(),
                metrics.traffic(),
                time));
        if (storage.access() != null) {
            Gates.close(dispatcher, storage.access(), storage.catalog());
        }
        return dispatcher;
    }

    /**
     * Shows the metrics, in the background.
     *
     * @param port tells brokers of the same JVM apart
     */
    void show(int port) {
        var sample = new LoopSample(
                tools.mailbox(), () -> LoopCounts.of(groups, tools.fetches().size()), time);
        new BrokerGauges(metrics).show(storage.catalog(), sample);
        background.run(() -> metrics.export(port), plainNames -> {});
    }
}
