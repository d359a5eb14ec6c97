package dev.millrace.broker.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.common.utils.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.broker.api.ThisNode;
import dev.millrace.broker.catalog.TopicCatalog;
import dev.millrace.broker.io.Disk;
import dev.millrace.broker.log.GroupCommit;
import dev.millrace.broker.log.LogEnvironment;
import dev.millrace.broker.metrics.BrokerMetrics;
import dev.millrace.broker.network.Acceptor;
import dev.millrace.broker.network.ConnectionLoop;
import dev.millrace.broker.settings.BrokerSettings;
import dev.millrace.broker.settings.ListenSettings;
import dev.millrace.broker.settings.ListenerSettings;

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
    private final ListenSettings.Address first;

    private Broker(BrokerSettings settings, Disk disk, OpenParts parts, Time time) throws IOException {
        this.parts = parts;
        BrokerMetrics metrics = parts.opened(new BrokerMetrics(settings.listen().names(), time));
        GroupCommit groupCommit = new GroupCommit(metrics::timeFlush);
        List<Acceptor> acceptors = bind(settings.listen(), parts, time);
        Storage storage = Storage.open(settings, new LogEnvironment(disk, time, groupCommit), parts);
        TopicCatalog catalog = storage.catalog();
        node = node(settings, acceptors, catalog.clusterId().toString());
        first = settings.listen().first().toldAddress(acceptors.get(0).port());
        Assembly assembly = new Assembly(settings, node, storage, metrics, time);
        ConnectionLoop loop = parts.opened(assembly.loop());
        assembly.show(port());
        startThreads(acceptors, loop, groupCommit, catalog, assembly.background(), time);
    }

    private static List<Acceptor> bind(ListenSettings listen, OpenParts parts, Time time) throws IOException {
        List<Acceptor> acceptors = new ArrayList<>();
        for (ListenerSettings listener : listen.listeners()) {
            acceptors.add(parts.opened(Acceptor.open(listener, listen, time)));
        }
        return acceptors;
    }

    private void startThreads(
            List<Acceptor> acceptors,
            ConnectionLoop loop,
            GroupCommit groupCommit,
            TopicCatalog catalog,
            BackgroundQueue background,
            Time time) {
        String name = "millrace-broker-" + port();
        Chores syncing = new Chores();
        Chores upkeep = new Chores();
        workers.start(name + "-upkeep", () -> upkeep.upkeep(catalog.upkeep(), time), upkeep::stop);
        workers.start(name + "-flush", () -> syncing.flush(groupCommit), syncing::stop);
        workers.start(name + "-background", background::work, background::stop);
        workers.start(name + "-loop", loop::run, loop::stop);
        for (Acceptor acceptor : acceptors) {
            String listener = acceptor.listener().name();
            workers.start(
                    name + "-accept-" + listener,
                    () -> acceptor.run(channel -> loop.accept(channel, listener)),
                    acceptor::close);
        }
    }

    private static ThisNode node(BrokerSettings settings, List<Acceptor> acceptors, String clusterId) {
        Map<String, ListenSettings.Address> addresses = new HashMap<>();
        for (Acceptor acceptor : acceptors) {
            ListenerSettings listener = acceptor.listener();
            addresses.put(listener.name(), listener.toldAddress(acceptor.port()));
        }
        return new ThisNode(settings.nodeId(), addresses, clusterId);
    }

    /**
     * Starts a broker; it answers clients when this returns.
     *
     * @throws IllegalArgumentException if the settings ask for what is not allowed
     * @throws IllegalStateException if the client library on the class path is not the one needed
     * @throws UncheckedIOException if the port is taken, or the data directory is in use or cannot be written
     */
    public static Broker start(BrokerSettings settings) {
        return start(settings, Disk.LOCAL);
    }

    /** Starts a broker whose files are on another disk. */
    static Broker start(BrokerSettings settings, Disk disk) {
        ClientLibrary.check();
        OpenParts parts = new OpenParts();
        try {
            return new Broker(settings, disk, parts, Time.SYSTEM);
        } catch (IOException e) {
            parts.close();
            throw new UncheckedIOException(e.getMessage(), e);
        } catch (RuntimeException e) {
            parts.close();
            throw e;
        }
    }

    /** Returns the port that clients of the first listener are told. */
    public int port() {
        return first.port();
    }

    /** Returns host and port of the first listener as clients want them. */
    public String bootstrapServers() {
        return first.host() + ":" + first.port();
    }

    /**
     * Returns host and port of a listener as clients want them.
     *
     * @param listener its name in the settings
     * @throws IllegalArgumentException if there is none of this name
     */
    public String bootstrapServers(String listener) {
        ListenSettings.Address address = node.addresses().get(listener);
        if (address == null) {
            throw new IllegalArgumentException("no listener " + listener + ", there are "
                    + node.addresses().keySet());
        }
        return address.host() + ":" + address.port();
    }

    /** Stops answering, makes everything durable and gives up port, threads and data directory. Idempotent. */
    @Override
    public synchronized void close() {
        workers.stop();
        parts.close();
        LOG.debug("Broker on port {} is closed", port());
    }
}
