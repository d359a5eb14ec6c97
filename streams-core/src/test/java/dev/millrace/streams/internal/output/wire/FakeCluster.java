package dev.millrace.streams.internal.output.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.apache.kafka.clients.ClientRequest;
import org.apache.kafka.clients.ClientResponse;
import org.apache.kafka.clients.KafkaClient;
import org.apache.kafka.clients.LeastLoadedNode;
import org.apache.kafka.clients.RequestCompletionHandler;
import org.apache.kafka.clients.producer.internals.ProducerMetadata;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.internals.ClusterResourceListeners;
import org.apache.kafka.common.message.InitProducerIdResponseData;
import org.apache.kafka.common.message.MetadataResponseData;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponsePartition;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponseTopic;
import org.apache.kafka.common.message.ProduceRequestData.PartitionProduceData;
import org.apache.kafka.common.message.ProduceRequestData.TopicProduceData;
import org.apache.kafka.common.message.ProduceResponseData;
import org.apache.kafka.common.message.ProduceResponseData.PartitionProduceResponse;
import org.apache.kafka.common.message.ProduceResponseData.TopicProduceResponse;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.MutableRecordBatch;
import org.apache.kafka.common.record.internal.Record;
import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.InitProducerIdResponse;
import org.apache.kafka.common.requests.MetadataResponse;
import org.apache.kafka.common.requests.ProduceRequest;
import org.apache.kafka.common.requests.ProduceResponse;
import org.apache.kafka.common.utils.LogContext;

import dev.millrace.streams.internal.SteppedTime;

/**
 * A cluster without sockets: two brokers that judge sequences as real ones do. What goes wrong is put in by the test,
 * one {@link Fault} per batch. When it is polled and has nothing to say, its clock moves on by the time it was given.
 */
final class FakeCluster implements KafkaClient {
    /** What happens to a batch. */
    interface Fault {
        /** The answer; null if the connection breaks instead. {@code write} puts the batch into the log. */
        Errors happen(Runnable write);
    }

    static final Fault NONE = write -> {
        write.run();
        return Errors.NONE;
    };
    static final Fault LOST_REQUEST = write -> null;
    static final Fault LOST_ANSWER = write -> {
        write.run();
        return null;
    };

    final SteppedTime time = new SteppedTime();
    final ProducerMetadata metadata =
            new ProducerMetadata(10, 100, 300_000, 300_000, new LogContext(), new ClusterResourceListeners(), time);
    final Map<TopicPartition, PartitionLog> logs = new LinkedHashMap<>();
    final Deque<Fault> faults = new ArrayDeque<>();
    final Deque<Errors> identityErrors = new ArrayDeque<>();
    final List<String> requests = new ArrayList<>();
    final Map<String, Errors> topicErrors = new HashMap<>();
    private final Map<String, Integer> topics = new HashMap<>();
    private final List<Node> nodes = List.of(new Node(1, "one", 1), new Node(2, "two", 2));
    private final Deque<ClientResponse> answers = new ArrayDeque<>();
    private final List<Runnable> held = new ArrayList<>();
    private boolean holding;
    private boolean leaderless;
    private boolean reachable = true;
    private boolean namesOnly;
    private boolean open = true;
    private long nextId = 1000;

    static Fault answering(Errors error) {
        return write -> error;
    }

    static Fault writingAndAnswering(Errors error) {
        return write -> {
            write.run();
            return error;
        };
    }

    FakeCluster topic(String name, int partitions) {
        topics.put(name, partitions);
        for (int i = 0; i < partitions; i++) {
            logs.putIfAbsent(new TopicPartition(name, i), new PartitionLog());
        }
        return this;
    }

    WireOutput output(Map<String, Object> settings) {
        return output(TestSettings.of(settings));
    }

    WireOutput output(WireSettings settings) {
        return new WireOutput(new WireConnection(this, metadata, new Random(7), List.of(metadata)), settings, time);
    }

    void reachable(boolean now) {
        reachable = now;
    }

    /** Brokers of before topics had ids. */
    void namesOnly() {
        namesOnly = true;
    }

    void leaderless(boolean now) {
        leaderless = now;
    }

    /** From now on batches are answered when {@link #letGo} is called. */
    void hold() {
        holding = true;
    }

    void letGo() {
        holding = false;
        List.copyOf(held).forEach(Runnable::run);
        held.clear();
    }

    boolean isOpen() {
        return open;
    }

    List<String> values(String topic, int partition) {
        return logs.get(new TopicPartition(topic, partition)).values;
    }

    @Override
    public boolean isReady(Node node, long now) {
        return reachable;
    }

    @Override
    public boolean ready(Node node, long now) {
        return reachable;
    }

    @Override
    public void send(ClientRequest request, long now) {
        if (request.apiKey() == ApiKeys.INIT_PRODUCER_ID) {
            InitProducerIdResponseData answer = new InitProducerIdResponseData();
            Errors error = identityErrors.isEmpty() ? Errors.NONE : identityErrors.poll();
            answer.setErrorCode(error.code());
            if (error == Errors.NONE) {
                answer.setProducerId(nextId++).setProducerEpoch((short) 0);
            }
            answer(request, new InitProducerIdResponse(answer));
        } else {
            short version = request.requestBuilder().latestAllowedVersion();
            ProduceRequest produce =
                    (ProduceRequest) overTheWire(request.requestBuilder().build(version), version);
            requests.add(request.destination() + " " + partitions(produce));
            if (holding) {
                held.add(() -> produce(request, produce));
            } else {
                produce(request, produce);
            }
        }
    }

    private static AbstractRequest overTheWire(AbstractRequest request, short version) {
        ByteBuffer bytes = request.serialize().buffer();
        return AbstractRequest.parseRequest(ApiKeys.PRODUCE, version, new ByteBufferAccessor(bytes)).request;
    }

    private List<String> partitions(ProduceRequest produce) {
        List<String> partitions = new ArrayList<>();
        produce.data().topicData().forEach(topic -> topic.partitionData()
                .forEach(partition -> partitions.add(nameOf(topic) + "-" + partition.index())));
        return partitions;
    }

    private void produce(ClientRequest request, ProduceRequest produce) {
        ProduceResponseData data = new ProduceResponseData();
        boolean broken = false;
        for (TopicProduceData topic : produce.data().topicData()) {
            TopicProduceResponse response =
                    new TopicProduceResponse().setTopicId(topic.topicId()).setName(topic.name());
            data.responses().add(response);
            String name = nameOf(topic);
            for (PartitionProduceData partition : topic.partitionData()) {
                TopicPartition key = new TopicPartition(name, partition.index());
                PartitionProduceResponse answer = append(key, (MemoryRecords) partition.records());
                broken |= answer == null;
                if (answer != null) {
                    response.partitionResponses().add(answer);
                }
            }
        }
        answer(request, broken ? null : new ProduceResponse(data));
    }

    private PartitionProduceResponse append(TopicPartition partition, MemoryRecords records) {
        MutableRecordBatch batch = records.batches().iterator().next();
        batch.ensureValid();
        PartitionProduceResponse answer = new PartitionProduceResponse().setIndex(partition.partition());
        PartitionLog log = logs.get(partition);
        Errors[] verdict = {Errors.NONE};
        Runnable write = () -> verdict[0] = log.append(batch, answer);
        Errors error = faults.isEmpty() ? NONE.happen(write) : faults.poll().happen(write);
        if (error == null) {
            return null;
        }
        return answer.setErrorCode((error == Errors.NONE ? verdict[0] : error).code());
    }

    private void answer(ClientRequest request, AbstractResponse body) {
        answers.add(new ClientResponse(
                request.makeHeader((short) 0),
                request.callback(),
                request.destination(),
                time.milliseconds(),
                time.milliseconds(),
                body == null,
                null,
                null,
                body));
    }

    @Override
    public List<ClientResponse> poll(long timeout, long now) {
        if (reachable && metadata.updateRequested() && metadata.timeToNextUpdate(now) == 0) {
            metadata.updateWithCurrentRequestVersion(describe(), false, now);
            time.sleep(1);
        } else if (answers.isEmpty()) {
            time.sleep(timeout);
        }
        List<ClientResponse> all = List.copyOf(answers);
        answers.clear();
        all.forEach(ClientResponse::onComplete);
        return all;
    }

    private MetadataResponse describe() {
        MetadataResponseData data =
                new MetadataResponseData().setClusterId("fake").setControllerId(1);
        nodes.forEach(node -> data.brokers()
                .add(new MetadataResponseData.MetadataResponseBroker()
                        .setNodeId(node.id())
                        .setHost(node.host())
                        .setPort(node.port())));
        topics.forEach((name, count) -> data.topics().add(describe(name, count)));
        topicErrors.forEach((name, error) ->
                data.topics().add(new MetadataResponseTopic().setName(name).setErrorCode(error.code())));
        return new MetadataResponse(data, ApiKeys.METADATA.latestVersion());
    }

    private MetadataResponseTopic describe(String name, int count) {
        MetadataResponseTopic topic = new MetadataResponseTopic().setName(name).setTopicId(idOf(name));
        for (int i = 0; i < count; i++) {
            topic.partitions()
                    .add(new MetadataResponsePartition()
                            .setPartitionIndex(i)
                            .setErrorCode(leaderless ? Errors.LEADER_NOT_AVAILABLE.code() : 0)
                            .setLeaderId(leaderless ? -1 : 1 + i % 2)
                            .setReplicaNodes(List.of(1, 2))
                            .setIsrNodes(List.of(1, 2)));
        }
        return topic;
    }

    private Uuid idOf(String topic) {
        return namesOnly ? Uuid.ZERO_UUID : new Uuid(1, topic.hashCode());
    }

    private String nameOf(TopicProduceData topic) {
        return topics.keySet().stream()
                .filter(name ->
                        name.equals(topic.name()) || !namesOnly && idOf(name).equals(topic.topicId()))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public LeastLoadedNode leastLoadedNode(long now) {
        return new LeastLoadedNode(reachable ? nodes.get(0) : null, reachable);
    }

    @Override
    public ClientRequest newClientRequest(
            String nodeId, AbstractRequest.Builder<?> builder, long createdMs, boolean expectResponse) {
        return newClientRequest(nodeId, builder, createdMs, expectResponse, 1000, null);
    }

    @Override
    public ClientRequest newClientRequest(
            String nodeId,
            AbstractRequest.Builder<?> builder,
            long createdMs,
            boolean expectResponse,
            int requestTimeoutMs,
            RequestCompletionHandler callback) {
        return new ClientRequest(nodeId, builder, 0, "test", createdMs, expectResponse, requestTimeoutMs, callback);
    }

    @Override
    public void close() {
        open = false;
    }

    @Override
    public long connectionDelay(Node node, long now) {
        return 0;
    }

    @Override
    public long pollDelayMs(Node node, long now) {
        return 0;
    }

    @Override
    public boolean connectionFailed(Node node) {
        return false;
    }

    @Override
    public AuthenticationException authenticationException(Node node) {
        return null;
    }

    @Override
    public void disconnect(String nodeId) {}

    @Override
    public void close(String nodeId) {}

    @Override
    public int inFlightRequestCount() {
        return held.size();
    }

    @Override
    public boolean hasInFlightRequests() {
        return !held.isEmpty();
    }

    @Override
    public int inFlightRequestCount(String nodeId) {
        return held.size();
    }

    @Override
    public boolean hasInFlightRequests(String nodeId) {
        return !held.isEmpty();
    }

    @Override
    public boolean hasReadyNodes(long now) {
        return reachable;
    }

    @Override
    public void wakeup() {}

    @Override
    public void initiateClose() {}

    @Override
    public boolean active() {
        return open;
    }

    /** One partition: what is in it, and what its producers may write next. */
    static final class PartitionLog {
        final List<String> values = new ArrayList<>();
        final List<String> batches = new ArrayList<>();
        private final Map<Long, long[]> producers = new HashMap<>();

        private Errors append(MutableRecordBatch batch, PartitionProduceResponse answer) {
            long[] last = producers.get(batch.producerId());
            if (last != null && batch.producerEpoch() < last[0]) {
                return Errors.INVALID_PRODUCER_EPOCH;
            }
            if (last != null && batch.producerEpoch() == last[0] && batch.baseSequence() == last[1]) {
                answer.setBaseOffset(last[3]);
                return Errors.NONE;
            }
            boolean fresh = last == null || batch.producerEpoch() > last[0];
            if (batch.baseSequence() != (fresh ? 0 : last[2])) {
                return Errors.OUT_OF_ORDER_SEQUENCE_NUMBER;
            }
            answer.setBaseOffset(values.size());
            producers.put(
                    batch.producerId(),
                    new long[] {batch.producerEpoch(), batch.baseSequence(), batch.lastSequence() + 1L, values.size()});
            batches.add(batch.producerId() + "/" + batch.producerEpoch() + ":" + batch.baseSequence() + "+"
                    + batch.countOrNull());
            for (Record record : batch) {
                values.add(
                        record.hasValue()
                                ? StandardCharsets.UTF_8.decode(record.value()).toString()
                                : null);
            }
            return Errors.NONE;
        }
    }
}
