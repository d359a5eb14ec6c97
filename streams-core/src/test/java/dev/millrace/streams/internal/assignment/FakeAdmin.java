package dev.millrace.streams.internal.assignment;

import java.lang.reflect.Constructor;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.DescribeTopicsResult;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.internals.KafkaFutureImpl;

/** A cluster's topics behind the admin calls that matter here; every request is noted. */
final class FakeAdmin {
    final Map<String, Integer> topics = new TreeMap<>();
    final Map<String, Map<String, String>> configs = new HashMap<>();
    final Map<String, RuntimeException> refusals = new HashMap<>();
    final List<String> requests = new ArrayList<>();
    final Map<TopicPartition, Long> ends = new HashMap<>();
    final Map<TopicPartition, List<String>> racks = new HashMap<>();
    RuntimeException noOffsets;
    Consumer<FakeAdmin> beforeCreate = admin -> {};

    Admin admin() {
        return (Admin) Proxy.newProxyInstance(
                Admin.class.getClassLoader(), new Class<?>[] {Admin.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("describeTopics") && arguments[0] instanceof Collection<?> names) {
                        return describe(names);
                    }
                    if (method.getName().equals("createTopics")) {
                        return create((Collection<?>) arguments[0]);
                    }
                    if (method.getName().equals("listOffsets")) {
                        return ends(((Map<?, ?>) arguments[0]).keySet());
                    }
                    throw new AssertionError("unexpected call: " + method);
                });
    }

    private DescribeTopicsResult describe(Collection<?> names) throws ReflectiveOperationException {
        requests.add("describe " + names.size());
        Map<String, KafkaFuture<TopicDescription>> answers = new HashMap<>();
        for (Object name : names) {
            answers.put((String) name, describe((String) name));
        }
        Constructor<DescribeTopicsResult> constructor =
                DescribeTopicsResult.class.getDeclaredConstructor(Map.class, Map.class);
        constructor.setAccessible(true);
        return constructor.newInstance(null, answers);
    }

    private KafkaFuture<TopicDescription> describe(String name) {
        Integer count = topics.get(name);
        if (count == null) {
            return failed(new UnknownTopicOrPartitionException(name));
        }
        List<TopicPartitionInfo> partitions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            partitions.add(new TopicPartitionInfo(i, Node.noNode(), List.of(replicas(name, i)), List.of()));
        }
        return KafkaFuture.completedFuture(new TopicDescription(name, false, partitions));
    }

    /** The brokers that have a partition, in their racks. */
    Node[] replicas(String topic, int partition) {
        return racks.getOrDefault(new TopicPartition(topic, partition), List.of()).stream()
                .map(rack -> new Node(1, "h", 1, rack))
                .toArray(Node[]::new);
    }

    private ListOffsetsResult ends(Collection<?> partitions) {
        requests.add("ends " + partitions.size());
        Map<TopicPartition, KafkaFuture<ListOffsetsResultInfo>> answers = new HashMap<>();
        for (Object partition : partitions) {
            long end = ends.getOrDefault((TopicPartition) partition, 0L);
            answers.put(
                    (TopicPartition) partition,
                    noOffsets != null
                            ? failed(noOffsets)
                            : KafkaFuture.completedFuture(new ListOffsetsResultInfo(end, -1, Optional.empty())));
        }
        return new ListOffsetsResult(answers);
    }

    private CreateTopicsResult create(Collection<?> wanted) throws ReflectiveOperationException {
        requests.add("create " + wanted.size());
        beforeCreate.accept(this);
        Map<String, KafkaFuture<Void>> answers = new HashMap<>();
        for (Object topic : wanted) {
            NewTopic one = (NewTopic) topic;
            answers.put(one.name(), create(one));
        }
        Constructor<CreateTopicsResult> constructor = CreateTopicsResult.class.getDeclaredConstructor(Map.class);
        constructor.setAccessible(true);
        return constructor.newInstance(answers);
    }

    private KafkaFuture<Void> create(NewTopic topic) {
        if (refusals.containsKey(topic.name())) {
            return failed(refusals.remove(topic.name()));
        }
        if (topics.putIfAbsent(topic.name(), topic.numPartitions()) != null) {
            return failed(new TopicExistsException(topic.name()));
        }
        configs.put(topic.name(), topic.configs());
        return KafkaFuture.completedFuture(null);
    }

    private static <T> KafkaFuture<T> failed(RuntimeException cause) {
        KafkaFutureImpl<T> future = new KafkaFutureImpl<>();
        future.completeExceptionally(cause);
        return future;
    }
}
