package dev.millrace.broker.settings;

/** The names of topic configurations that a log understands, as in Apache Kafka. */
final class TopicSettingNames {

    static final String CLEANUP_POLICY = "cleanup.policy";
    static final String COMPRESSION_TYPE = "compression.type";
    static final String DELETE_RETENTION_MS = "delete.retention.ms";
    static final String FILE_DELETE_DELAY_MS = "file.delete.delay.ms";
    static final String FLUSH_MESSAGES = "flush.messages";
    static final String FLUSH_MS = "flush.ms";
    static final String INDEX_INTERVAL_BYTES = "index.interval.bytes";
    static final String MAX_COMPACTION_LAG_MS = "max.compaction.lag.ms";
    static final String MAX_MESSAGE_BYTES = "max.message.bytes";
    static final String MESSAGE_TIMESTAMP_AFTER_MAX_MS = "message.timestamp.after.max.ms";
    static final String MESSAGE_TIMESTAMP_BEFORE_MAX_MS = "message.timestamp.before.max.ms";
    static final String MESSAGE_TIMESTAMP_TYPE = "message.timestamp.type";
    static final String MIN_CLEANABLE_DIRTY_RATIO = "min.cleanable.dirty.ratio";
    static final String MIN_COMPACTION_LAG_MS = "min.compaction.lag.ms";
    static final String MIN_INSYNC_REPLICAS = "min.insync.replicas";
    static final String RETENTION_BYTES = "retention.bytes";
    static final String RETENTION_MS = "retention.ms";
    static final String SEGMENT_BYTES = "segment.bytes";
    static final String SEGMENT_INDEX_BYTES = "segment.index.bytes";
    static final String SEGMENT_MS = "segment.ms";

    private TopicSettingNames() {}
}
