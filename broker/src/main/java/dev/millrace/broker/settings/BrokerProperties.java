package dev.millrace.broker.settings;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Reads and writes broker settings by the names of Apache Kafka.
 *
 * <p>Known are {@code log.dirs} (or {@code log.dir}; one directory), {@code node.id} (or {@code broker.id}), {@code
 * listeners} and how their clients are known (see {@link ListenerAddresses} and {@link ListenSettings}), {@code
 * num.partitions}, {@code auto.create.topics.enable}, the defaults for topics that {@link TopicDefaultNames} lists,
 * {@code socket.request.max.bytes}, {@code queued.max.request.bytes}, {@code max.connections}, {@code
 * connections.max.idle.ms}, the {@code group.*} and {@code offset*} settings that {@link GroupSettings}, {@link
 * SessionSettings}, {@link OffsetSettings}, {@link TransactionSettings} and {@link AuthorizerSettings}
 * name, and our own ones that begin with
 * {@code millrace.}. Numbers of copies ({@code *.replication.factor}, {@code *.min.isr}) are accepted if they are 1 or
 * -1, which is what a single node does anyway. What {@link SingleNodeSettings} lists is taken without effect. Any
 * other name is refused.
 *
 * <p>Without state.
 */
final class BrokerProperties {

    private BrokerProperties() {}

    static BrokerSettings read(Properties properties) {
        return read(new PropertyValues(properties));
    }

    private static BrokerSettings read(PropertyValues values) {
        BrokerSettings settings = new BrokerSettings(
                dataDirectory(values),
                values.count("node.id", values.count("broker.id", 0)),
                new ListenerAddresses(values).read(),
                requests(values),
                topics(values),
                GroupProperties.read(values),
                transactions(values),
                AuthorizerSettings.read(values),
                values.yesOrNo("millrace.flush.before.ack", true));
        takeClusterSettings(values);
        values.refuseUnknown();
        return settings;
    }

    private static void takeClusterSettings(PropertyValues values) {
        values.onlyOne("default.replication.factor");
        values.onlyOne("offsets.topic.replication.factor");
        values.onlyOne("transaction.state.log.replication.factor");
        values.onlyOne("transaction.state.log.min.isr");
        values.onlyOne("share.coordinator.state.topic.replication.factor");
        values.onlyOne("share.coordinator.state.topic.min.isr");
        values.only("delete.topic.enable", "true");
        values.only("log.cleaner.enable", "true");
        values.only("unstable.api.versions.enable", "false");
    }

    /** Returns the settings that are taken but have no effect, each with the reason. */
    static Map<String, String> withoutEffect(Properties properties) {
        PropertyValues values = new PropertyValues(properties);
        read(values);
        return values.withoutEffect();
    }

    private static Path dataDirectory(PropertyValues values) {
        String single = values.text("log.dir");
        String directories = values.text("log.dirs");
        String chosen = directories == null ? single : directories;
        if (chosen == null || chosen.isEmpty()) {
            throw new IllegalArgumentException("log.dirs must name the data directory");
        }
        if (chosen.indexOf(',') >= 0) {
            throw new IllegalArgumentException("log.dirs must name one directory: " + chosen);
        }
        return Path.of(chosen);
    }

    private static RequestSettings requests(PropertyValues values) {
        RequestSettings defaults = RequestSettings.DEFAULTS;
        return new RequestSettings(
                values.count("socket.request.max.bytes", defaults.maxBytes()),
                values.number("queued.max.request.bytes", defaults.queuedBytes()),
                values.count("millrace.connection.max.in.flight", defaults.maxInFlight()),
                values.count("max.connections", defaults.maxConnections()),
                values.number("connections.max.idle.ms", defaults.maxIdleMs()));
    }

    private static TopicDefaults topics(PropertyValues values) {
        TopicDefaults defaults = TopicDefaults.DEFAULTS;
        return new TopicDefaults(
                values.yesOrNo("auto.create.topics.enable", defaults.autoCreate()),
                values.count("num.partitions", defaults.partitions()),
                TopicDefaultNames.read(values));
    }

    private static TransactionSettings transactions(PropertyValues values) {
        TransactionSettings defaults = TransactionSettings.DEFAULTS;
        return new TransactionSettings(
                values.count("transaction.max.timeout.ms", defaults.maxTimeoutMs()),
                values.number("transactional.id.expiration.ms", defaults.idExpiryMs()));
    }

    static Map<String, String> write(BrokerSettings settings) {
        Map<String, Object> values = new TreeMap<>();
        values.put("log.dirs", settings.dataDirectory());
        values.put("node.id", settings.nodeId());
        ListenerAddresses.write(settings.listen(), values);
        values.put("millrace.flush.before.ack", settings.waitForDisk());
        values.put("num.partitions", settings.topics().partitions());
        values.put("auto.create.topics.enable", settings.topics().autoCreate());
        TopicDefaultNames.write(settings.topics().config(), values);
        write(settings.requests(), values);
        settings.authorizer().write(values);
        GroupProperties.write(settings.groups(), values);
        values.put("transaction.max.timeout.ms", settings.transactions().maxTimeoutMs());
        values.put("transactional.id.expiration.ms", settings.transactions().idExpiryMs());
        Map<String, String> texts = new TreeMap<>();
        values.forEach((name, value) -> texts.put(name, value.toString()));
        return texts;
    }

    private static void write(RequestSettings requests, Map<String, Object> to) {
        to.put("socket.request.max.bytes", requests.maxBytes());
        to.put("queued.max.request.bytes", requests.queuedBytes());
        to.put("millrace.connection.max.in.flight", requests.maxInFlight());
        to.put("max.connections", requests.maxConnections());
        to.put("connections.max.idle.ms", requests.maxIdleMs());
    }
}
