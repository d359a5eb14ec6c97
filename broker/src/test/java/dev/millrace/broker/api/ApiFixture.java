package dev.millrace.broker.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.message.ApiMessageType.ListenerType;
import org.apache.kafka.common.message.ApiVersionsResponseData.ApiVersion;
import org.apache.kafka.common.network.Send;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.MessageUtil;
import org.apache.kafka.common.protocol.SendBuilder;
import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.ApiVersionsResponse;
import org.apache.kafka.common.requests.RequestHeader;
import org.apache.kafka.common.security.auth.KafkaPrincipal;
import org.apache.kafka.common.utils.Time;

import dev.millrace.broker.catalog.Topic;
import dev.millrace.broker.catalog.TopicCatalog;
import dev.millrace.broker.coordinator.PartitionShardLog;
import dev.millrace.broker.coordinator.ShardRunner;
import dev.millrace.broker.group.GroupCoordinator;
import dev.millrace.broker.group.GroupShard;
import dev.millrace.broker.io.Disk;
import dev.millrace.broker.log.GroupCommit;
import dev.millrace.broker.log.LogEnvironment;
import dev.millrace.broker.metrics.BrokerMetrics;
import dev.millrace.broker.parking.DeadlineQueue;
import dev.millrace.broker.parking.ParkedRequests;
import dev.millrace.broker.security.ScramUsers;
import dev.millrace.broker.settings.BrokerSettings;
import dev.millrace.broker.settings.ListenSettings;
import dev.millrace.broker.streamsgroup.KnownTopics;
import dev.millrace.broker.transaction.TransactionCoordinator;
import dev.millrace.broker.transaction.TransactionShard;

import static org.assertj.core.api.Assertions.assertThat;

/** All handlers over a real catalog, without sockets and threads: requests and responses pass through their bytes. */
final class ApiFixture implements AutoCloseable {
    private final TopicCatalog catalog;
    private final DeadlineQueue deadlines = new DeadlineQueue();
    private final ParkedRequests<TopicPartition> fetches = new ParkedRequests<>(deadlines);
    private final Dispatcher dispatcher;

    ApiFixture(Path directory) throws IOException {
        BrokerSettings settings = BrokerSettings.at(directory);
        GroupCommit groupCommit = new GroupCommit();
        catalog = TopicCatalog.open(directory, Map.of(), new LogEnvironment(Disk.LOCAL, Time.SYSTEM, groupCommit));
        Topic offsets = catalog.create("__consumer_offsets", 1, Map.of("cleanup.policy", "compact"));
        var log = new PartitionShardLog(catalog.log(offsets, 0), groupCommit, Runnable::run, false);
        KnownTopics topics = new KnownTopics();
        topics.put("known", 2);
        var runner = new ShardRunner<>(
                log,
                deadlines,
                Time.SYSTEM,
                timers -> new GroupShard(settings.groups(), timers, topics, ApiFixture::atOnce));
        runner.load();
        GroupCoordinator groups = new GroupCoordinator(runner, settings.groups(), Time.SYSTEM);
        Durability durability = new Durability(groupCommit, Runnable::run, false);
        PartitionMarkers markers = new PartitionMarkers(catalog, groups, durability, fetches);
        Topic transactions = catalog.create("__transaction_state", 1, Map.of("cleanup.policy", "compact"));
        var transactionLog = new PartitionShardLog(catalog.log(transactions, 0), groupCommit, Runnable::run, false);
        var transactionRunner = new ShardRunner<>(
                transactionLog,
                deadlines,
                Time.SYSTEM,
                timers -> new TransactionShard(settings.transactions(), timers, catalog.producerIds()::next, markers));
        transactionRunner.load();
        dispatcher = Apis.dispatcher(new ApiServices(
                settings,
                new ThisNode(
                        0,
                        Map.of("PLAINTEXT", new ListenSettings.Address("127.0.0.1", 9092)),
                        catalog.clusterId().toString()),
                catalog,
                groups,
                new TransactionCoordinator(transactionRunner),
                markers,
                ScramUsers.open(Disk.LOCAL, directory),
                null,
                durability,
                fetches,
                new BrokerMetrics(List.of("PLAINTEXT"), Time.SYSTEM).traffic(),
                Time.SYSTEM));
    }

    private static <T> void atOnce(Supplier<T> work, Consumer<T> then) {
        then.accept(work.get());
    }

    TopicCatalog catalog() {
        return catalog;
    }

    /** Returns the versions offered to clients and served, the oldest first. */
    List<Short> versions(ApiKeys api) {
        ApiVersion offered = ApiVersionsResponse.collectApis(ListenerType.BROKER, dispatcher.apis(), false)
                .find(api.id);
        short oldest = (short) Math.max(offered.minVersion(), api.oldestVersion());
        List<Short> versions = new ArrayList<>();
        for (short version = oldest; version <= offered.maxVersion(); version++) {
            versions.add(version);
        }
        return versions;
    }

    Iterable<ApiKeys> apis() {
        return dispatcher.apis();
    }

    /** Sends a request through its bytes and returns the answer, read back from its own; null if there is none yet. */
    AbstractResponse call(ApiKeys api, short version, ApiMessage request) {
        ByteBufferAccessor bytes = MessageUtil.toByteBufferAccessor(request, version);
        AbstractRequest parsed = AbstractRequest.parseRequest(api, version, bytes).request;
        CapturedAnswer answer = new CapturedAnswer();
        dispatcher.dispatch(new Call(
                new Caller("connection-1", "tester", "127.0.0.1", "PLAINTEXT", KafkaPrincipal.ANONYMOUS),
                version,
                parsed,
                answer));
        deadlines.runDue(Time.SYSTEM.milliseconds());
        return answer.message == null ? null : readBack(api, version, answer.message);
    }

    private static AbstractResponse readBack(ApiKeys api, short version, ApiMessage message) {
        RequestHeader header = new RequestHeader(api, version, "tester", 7);
        Send send = SendBuilder.buildResponseSend(header.toResponseHeader(), message, version);
        HeapSocket socket = new HeapSocket();
        try {
            while (!send.completed()) {
                send.writeTo(socket);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ByteBuffer received = socket.received();
        assertThat(received.getInt()).isEqualTo(received.remaining());
        return AbstractResponse.parseResponse(received, header);
    }

    @Override
    public void close() throws IOException {
        catalog.close();
    }

    private static final class CapturedAnswer implements Exchange {
        private ApiMessage message;

        @Override
        public void send(ApiMessage response) {
            message = response;
        }

        @Override
        public void nothing() {
            throw new AssertionError("no answer");
        }

        @Override
        public void hangUp() {
            throw new AssertionError("connection closed instead of an answer");
        }

        @Override
        public void onClose(Runnable action) {
            // The connection of this fixture never closes.
        }
    }
}
