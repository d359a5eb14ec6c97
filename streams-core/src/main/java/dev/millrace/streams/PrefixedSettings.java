package dev.millrace.streams;

import java.util.Map;

import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;

/** How settings are named that are for one kind of client, for topics, or tags. */
public abstract class PrefixedSettings extends AbstractConfig {
    /** Prefix of settings for one kind of client or topic: {@code admin.}. */
    public static final String ADMIN_CLIENT_PREFIX = "admin.";

    /** Prefix of settings for one kind of client or topic: {@code consumer.}. */
    public static final String CONSUMER_PREFIX = "consumer.";

    /** Prefix of settings for one kind of client or topic: {@code global.consumer.}. */
    public static final String GLOBAL_CONSUMER_PREFIX = "global.consumer.";

    /** Prefix of settings for one kind of client or topic: {@code main.consumer.}. */
    public static final String MAIN_CONSUMER_PREFIX = "main.consumer.";

    /** Prefix of settings for one kind of client or topic: {@code producer.}. */
    public static final String PRODUCER_PREFIX = "producer.";

    /** Prefix of settings for one kind of client or topic: {@code restore.consumer.}. */
    public static final String RESTORE_CONSUMER_PREFIX = "restore.consumer.";

    /** Prefix of settings for one kind of client or topic: {@code topic.}. */
    public static final String TOPIC_PREFIX = "topic.";

    /** Prefix of tags of this instance: {@code client.tag.}. */
    public static final String CLIENT_TAG_PREFIX = "client.tag.";

    PrefixedSettings(ConfigDef definition, Map<?, ?> given, boolean log) {
        super(definition, given, log);
    }

    /** A setting for every consumer, under its prefix. */
    public static String consumerPrefix(String consumerProp) {
        return CONSUMER_PREFIX + consumerProp;
    }

    /** A setting for the consumers of stream threads, under its prefix. */
    public static String mainConsumerPrefix(String consumerProp) {
        return MAIN_CONSUMER_PREFIX + consumerProp;
    }

    /** A setting for consumers that restore, under its prefix. */
    public static String restoreConsumerPrefix(String consumerProp) {
        return RESTORE_CONSUMER_PREFIX + consumerProp;
    }

    /** A setting for the consumer that fills global stores, under its prefix. */
    public static String globalConsumerPrefix(String consumerProp) {
        return GLOBAL_CONSUMER_PREFIX + consumerProp;
    }

    /** A setting for producers, under its prefix. */
    public static String producerPrefix(String producerProp) {
        return PRODUCER_PREFIX + producerProp;
    }

    /** A setting for admin clients, under its prefix. */
    public static String adminClientPrefix(String adminClientProp) {
        return ADMIN_CLIENT_PREFIX + adminClientProp;
    }

    /** A configuration of internal topics, under its prefix. */
    public static String topicPrefix(String topicProp) {
        return TOPIC_PREFIX + topicProp;
    }

    /** A tag of this instance, under its prefix. */
    public static String clientTagPrefix(String clientTagKey) {
        return CLIENT_TAG_PREFIX + clientTagKey;
    }
}
