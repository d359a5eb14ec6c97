package dev.millrace.broker.settings;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/**
 * Everything a broker is told before it starts.
 *
 * <pre>{@code
 * BrokerSettings.at(directory).withListen(ListenSettings.DEFAULTS.withPort(9092))
 * }</pre>
 *
 * <p>Immutable.
 *
 * @param dataDirectory where topics, records and offsets live; one broker at a time ({@code log.dirs})
 * @param nodeId what the broker calls itself towards clients ({@code node.id})
 * @param listen where it listens
 * @param requests bounds on what clients may send
 * @param topics what topics get when nobody says otherwise
 * @param groups how consumer groups are coordinated
 * @param transactions how transactions are coordinated
 * @param authorizer whether clients need leave for what they do
 * @param waitForDisk whether a write is acknowledged only when it is on disk for certain
 *     ({@code millrace.flush.before.ack}); if not, a power failure may take what was acknowledged last
 */
public record BrokerSettings(
        Path dataDirectory,
        int nodeId,
        ListenSettings listen,
        RequestSettings requests,
        TopicDefaults topics,
        GroupSettings groups,
        TransactionSettings transactions,
        AuthorizerSettings authorizer,
        boolean waitForDisk) {

    /** Checks the bounds. */
    public BrokerSettings {
        Objects.requireNonNull(dataDirectory, "dataDirectory");
        Objects.requireNonNull(listen, "listen");
        Objects.requireNonNull(requests, "requests");
        Objects.requireNonNull(topics, "topics");
        Objects.requireNonNull(groups, "groups");
        Objects.requireNonNull(transactions, "transactions");
        Objects.requireNonNull(authorizer, "authorizer");
        Bounds.atLeast("node.id", nodeId, 0);
    }

    /**
     * Returns the defaults for a data directory: a free port on the loopback address, nothing acknowledged too early.
     */
    public static BrokerSettings at(Path dataDirectory) {
        return new BrokerSettings(
                dataDirectory,
                0,
                ListenSettings.DEFAULTS,
                RequestSettings.DEFAULTS,
                TopicDefaults.DEFAULTS,
                GroupSettings.DEFAULTS,
                TransactionSettings.DEFAULTS,
                AuthorizerSettings.OFF,
                true);
    }

    /**
     * Reads settings by the names Apache Kafka gives them; {@link BrokerProperties} lists the names.
     *
     * @throws IllegalArgumentException naming the key, the value and what is allowed; also for a name that is not known
     */
    public static BrokerSettings fromProperties(Properties properties) {
        return BrokerProperties.read(properties);
    }

    /**
     * Returns which of the properties are taken but have no effect on a single node, each with the reason.
     *
     * @throws IllegalArgumentException as {@link #fromProperties} does
     */
    public static Map<String, String> withoutEffect(Properties properties) {
        return BrokerProperties.withoutEffect(properties);
    }

    /** Returns these settings by the names Apache Kafka gives them; {@link #fromProperties} reads them back. */
    public Map<String, String> toMap() {
        return BrokerProperties.write(this);
    }

    /** Returns these settings with another place to listen. */
    public BrokerSettings withListen(ListenSettings newListen) {
        return new BrokerSettings(
                dataDirectory, nodeId, newListen, requests, topics, groups, transactions, authorizer, waitForDisk);
    }

    /** Returns these settings with another port; 0 picks a free one. */
    public BrokerSettings withPort(int port) {
        return withListen(listen.withPort(port));
    }

    /** Returns these settings with other bounds on requests. */
    public BrokerSettings withRequests(RequestSettings newRequests) {
        return new BrokerSettings(
                dataDirectory, nodeId, listen, newRequests, topics, groups, transactions, authorizer, waitForDisk);
    }

    /** Returns these settings with other defaults for topics. */
    public BrokerSettings withTopics(TopicDefaults newTopics) {
        return new BrokerSettings(
                dataDirectory, nodeId, listen, requests, newTopics, groups, transactions, authorizer, waitForDisk);
    }

    /** Returns these settings with other groups. */
    public BrokerSettings withGroups(GroupSettings newGroups) {
        return new BrokerSettings(
                dataDirectory, nodeId, listen, requests, topics, newGroups, transactions, authorizer, waitForDisk);
    }

    /** Returns these settings with another answer to who may do what. */
    public BrokerSettings withAuthorizer(AuthorizerSettings newAuthorizer) {
        return new BrokerSettings(
                dataDirectory, nodeId, listen, requests, topics, groups, transactions, newAuthorizer, waitForDisk);
    }

    /** Returns these settings with or without waiting for the disk before a write is acknowledged. */
    public BrokerSettings withWaitForDisk(boolean wait) {
        return new BrokerSettings(
                dataDirectory, nodeId, listen, requests, topics, groups, transactions, authorizer, wait);
    }
}
