package dev.millrace.streams.internal.dsl.operator.foreignkey;

import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.dsl.change.OperatorSerdes;
import dev.millrace.streams.processor.api.ProcessingContext;

/** Writes and reads what goes between the tables, within a task. <i>Confined to the owner of the task.</i> */
final class Codec<K, V, KO, VO> {
    private final Serde<K> key;
    private final Serde<V> value;
    private final Serde<KO> foreignKey;
    private final Serde<VO> foreignValue;
    private final String subscriptions;
    private final String responses;

    Codec(ForeignKeyJoin.Formats<K, V, KO, VO> formats, ForeignKeyJoin.Names names, ProcessingContext context) {
        key = OperatorSerdes.ofKeys(context, formats.key());
        value = OperatorSerdes.ofValues(context, formats.value());
        foreignKey = OperatorSerdes.ofKeys(context, formats.foreignKey());
        foreignValue = OperatorSerdes.ofValues(context, formats.foreignValue());
        subscriptions = context.applicationId() + "-" + names.subscriptions();
        responses = context.applicationId() + "-" + names.responses();
    }

    /** The key of a left row in a subscription. */
    byte[] key(K left) {
        return key.serializer().serialize(subscriptions + "-pk", left);
    }

    /** The key of a left row as it was in a subscription. */
    K readKey(byte[] bytes) {
        return key.deserializer().deserialize(subscriptions + "-pk", bytes);
    }

    /** The foreign key in the store. */
    byte[] foreignKey(KO right) {
        return foreignKey.serializer().serialize(subscriptions + "-fk", right);
    }

    Wire<KO> subscriptionKey(@Nullable KO right) {
        return new Wire<>(right, right == null ? null : foreignKey.serializer().serialize(subscriptions, right));
    }

    KO readSubscriptionKey(byte[] bytes) {
        return foreignKey.deserializer().deserialize(subscriptions, bytes);
    }

    byte @Nullable [] hash(@Nullable V left) {
        return left == null ? null : ValueHash.of(value.serializer().serialize(subscriptions + "-vh", left));
    }

    Wire<K> responseKey(K left) {
        return new Wire<>(left, key.serializer().serialize(responses, left));
    }

    K readResponseKey(byte[] bytes) {
        return key.deserializer().deserialize(responses, bytes);
    }

    /** A response to {@code subscription}; its content is the partition it goes to. */
    Wire<Integer> response(ForeignSubscriptionV1 subscription, @Nullable VO right) {
        byte[] bytes = right == null ? null : foreignValue.serializer().serialize(responses, right);
        int partition = subscription.partition();
        return new Wire<>(partition, new ResponseV0(subscription.hash(), bytes, partition).write());
    }

    @Nullable
    VO readForeignValue(byte @Nullable [] bytes) {
        return bytes == null ? null : foreignValue.deserializer().deserialize(responses, bytes);
    }
}
