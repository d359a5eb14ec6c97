package dev.millrace.broker.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.broker.api.ApiServices;
import dev.millrace.broker.api.Apis;
import dev.millrace.broker.api.Dispatcher;
import dev.millrace.broker.api.Durability;
import dev.millrace.broker.api.PartitionMarkers;
import dev.millrace.broker.api.ThisNode;
import dev.millrace.broker.catalog.TopicCatalog;
import dev.millrace.broker.group.GroupCoordinator;
import dev.millrace.broker.log.GroupCommit;
import dev.millrace.broker.network.Acceptor;
import dev.millrace.broker.network.ConnectionLoop;
import dev.millrace.broker.network.LoopMailbox;
import dev.millrace.broker.parking.DeadlineQueue;
import dev.millrace.broker.parking.ParkedRequests;
import dev.millrace.broker.settings.BrokerSettings;
import dev.millrace.broker.settings.ListenSettings;
import dev.millrace.broker.transaction.TransactionCoordinator;

/**
 * A running broker.
 *
 * <pre>{@code
 * try (Broker broker = Broker.start(BrokerSettings.at(directory))) {
 *     properties.put("bootstrap.servers", broker.bootstrapServers());
 *     ...
 * }
 * }</pre>
 *
 * <p>Thread-safe: after the start only {@link #close()} changes anything, under the monitor of the object.
 */
public final class Broker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Broker.class);

    private final OpenParts parts;
    private final Workers workers = new Workers();
    private final ThisNode node;

    private Broker(BrokerSettings settings, OpenParts parts, Time time) throws IOException {
        this.parts = parts;
        GroupCommit groupCommit = new GroupCommit();
        Acceptor acceptor = parts.opened(Acceptor.open(settings.listen(), time));
        TopicCatalog catalog = parts.opened(
                TopicCatalog.open(settings.dataDirectory(), settings.topics().config(), groupCommit, time));
        node = node(settings, acceptor.port(), catalog.clusterId().toString());

        LoopMailbox mailbox = new LoopMailbox();
        DeadlineQueue deadlines = new DeadlineQueue();
        ParkedRequests<TopicPartition> fetches = new ParkedRequests<>(deadlines);
        Durability durability = new Durability(groupCommit, mailbox, settings.waitForDisk());
        var coordinators = new Coordinators(settings, catalog, groupCommit, mailbox, deadlines, time);
        GroupCoordinator groups = coordinators.groups();
        PartitionMarkers markers = new PartitionMarkers(catalog, groups, durability, fetches);
        TransactionCoordinator transactions = coordinators.transactions(markers);
        Dispatcher dispatcher = Apis.dispatcher(
                new ApiServices(settings, node, catalog, groups, transactions, markers, durability, fetches, time));
        LoopDuties duties = new LoopDuties(deadlines, fetches);
        ConnectionLoop loop = parts.opened(
                new ConnectionLoop(settings.requests(), mailbox, duties, dispatcher, groups::connectionClosed, time));
        mailbox.execute(() -> {
            markers.abortHanging(transactions);
            transactions.resume();
        });
        startThreads(acceptor, loop, groupCommit, catalog, coordinators.background(), time);
    }

    private void startThreads(
            Acceptor acceptor,
            ConnectionLoop loop,
            GroupCommit groupCommit,
            TopicCatalog catalog,
            BackgroundQueue background,
            Time time) {
        String name = "millrace-broker-" + node.port();
        Chores syncing = new Chores();
        Chores upkeep = new Chores();
        workers.start(name + "-upkeep", () -> upkeep.upkeep(catalog.upkeep(), time), upkeep::stop);
        workers.start(name + "-flush", () -> syncing.flush(groupCommit), syncing::stop);
        workers.start(name + "-background", background::work, background::stop);
        workers.start(name + "-loop", loop::run, loop::stop);
        workers.start(name + "-accept", () -> acceptor.run(loop::accept), acceptor::close);
    }

    private static ThisNode node(BrokerSettings settings, int boundPort, String clusterId) {
        ListenSettings listen = settings.listen();
        if (listen.advertised() != null) {
            return new ThisNode(
                    settings.nodeId(),
                    listen.advertised().host(),
                    listen.advertised().port(),
                    clusterId);
        }
        return new ThisNode(settings.nodeId(), listen.host(), boundPort, clusterId);
    }

    /**
     * Starts a broker; it answers clients when this returns.
     *
     * @throws IllegalArgumentException if the settings ask for what is not allowed
     * @throws IllegalStateException if the client library on the class path is not the one needed
     * @throws UncheckedIOException if the port is taken, or the data directory is in use or cannot be written
     */
    public static Broker start(BrokerSettings settings) {
        ClientLibrary.check();
        OpenParts parts = new OpenParts();
        try {
            return new Broker(settings, parts, Time.SYSTEM);
        } catch (IOException e) {
            parts.close();
            throw new UncheckedIOException(e.getMessage(), e);
        } catch (RuntimeException e) {
            parts.close();
            throw e;
        }
    }

    /** Returns the port on which the broker listens. */
    public int port() {
        return node.port();
    }

    /** Returns host and port as clients want them. */
    public String bootstrapServers() {
        return node.host() + ":" + node.port();
    }

    /** Stops answering, makes everything durable and gives up port, threads and data directory. Idempotent. */
    @Override
    public synchronized void close() {
        workers.stop();
        parts.close();
        LOG.debug("Broker on port {} is closed", node.port());
    }
}
