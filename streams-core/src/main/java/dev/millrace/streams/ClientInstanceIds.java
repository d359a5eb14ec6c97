package dev.millrace.streams;

import java.util.Map;

import org.apache.kafka.common.Uuid;

/** Under which ids the clients of an instance push their metrics to the cluster (KIP-714, KIP-1076). */
public interface ClientInstanceIds {
    /** The id of the admin client. */
    Uuid adminInstanceId();

    /** Ids of consumers by client id. */
    Map<String, Uuid> consumerInstanceIds();

    /** Ids of producers by client id; what writes without a producer has none. */
    Map<String, Uuid> producerInstanceIds();
}
