package dev.millrace.broker.settings;

import java.util.HashMap;
import java.util.Map;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.ValidList;
import org.apache.kafka.common.config.ConfigDef.ValidString;
import org.apache.kafka.common.config.ConfigException;

/**
 * The catalogue of topic configurations: name, type, default, bounds and meaning of each, and the reading of a map of
 * them into {@link LogSettings}.
 *
 * <p>Names and defaults are those of Apache Kafka 4.3. A name that is missing here is refused, by name: a setting that
 * is taken and then ignored would be a lie. {@code compression.type} and {@code min.insync.replicas} can only be set
 * to what a single node does anyway.
 *
 * <p><em>Immutable.</em>
 */
public final class TopicSettings {

    private static final String DELETE = "delete";
    private static final String COMPACT = "compact";
    private static final String CREATE_TIME = "CreateTime";
    private static final String LOG_APPEND_TIME = "LogAppendTime";
    private static final long HOUR_MS = 3_600_000L;
    private static final long DAY_MS = 24 * HOUR_MS;
    private static final int MEBIBYTE = 1024 * 1024;

    private static final ConfigDef DEFINITIONS = new ConfigDef();

    static {
        defineCleanup();
        defineSegments();
        defineAppend();
        defineFlush();
    }

    private TopicSettings() {}

    /**
     * Returns the catalogue, for those who describe configurations to clients.
     *
     * @return a copy of the definitions, sorted by nothing in particular
     */
    public static ConfigDef definitions() {
        return new ConfigDef(DEFINITIONS);
    }

    /**
     * Reads the configuration of a topic.
     *
     * @param overrides values by name, as a client gave them; what is missing has its default
     * @return the settings of the topic's logs
     * @throws ConfigException if a name is unknown, or a value is malformed or out of bounds; the message names the
     *     key, the value and what is allowed
     */
    public static LogSettings read(Map<String, String> overrides) {
        for (String name : overrides.keySet()) {
            if (!DEFINITIONS.names().contains(name)) {
                throw new ConfigException("Unknown topic config name: " + name);
            }
        }
        TopicSettingValues values = new TopicSettingValues(DEFINITIONS.parse(overrides));
        try {
            return settings(values);
        } catch (IllegalArgumentException outOfBounds) {
            throw new ConfigException(outOfBounds.getMessage());
        }
    }

    /**
     * Reads the configuration of a topic where some defaults were changed.
     *
     * @param defaults values by name that hold unless the topic says otherwise
     * @param overrides as for {@link #read(Map)}
     * @return the settings of the topic's logs
     * @throws ConfigException as for {@link #read(Map)}
     */
    public static LogSettings read(Map<String, String> defaults, Map<String, String> overrides) {
        Map<String, String> values = new HashMap<>(defaults);
        values.putAll(overrides);
        return read(values);
    }

    private static LogSettings settings(TopicSettingValues values) {
        return new LogSettings(segments(values), retention(values), compaction(values), append(values), flush(values));
    }

    private static SegmentSettings segments(TopicSettingValues values) {
        return new SegmentSettings(
                values.intOf(TopicSettingNames.SEGMENT_BYTES),
                values.longOf(TopicSettingNames.SEGMENT_MS),
                values.intOf(TopicSettingNames.INDEX_INTERVAL_BYTES),
                values.intOf(TopicSettingNames.SEGMENT_INDEX_BYTES));
    }

    private static RetentionSettings retention(TopicSettingValues values) {
        return new RetentionSettings(
                values.listOf(TopicSettingNames.CLEANUP_POLICY).contains(DELETE),
                values.longOf(TopicSettingNames.RETENTION_MS),
                values.longOf(TopicSettingNames.RETENTION_BYTES),
                values.longOf(TopicSettingNames.FILE_DELETE_DELAY_MS));
    }

    private static CompactionSettings compaction(TopicSettingValues values) {
        return new CompactionSettings(
                values.listOf(TopicSettingNames.CLEANUP_POLICY).contains(COMPACT),
                values.doubleOf(TopicSettingNames.MIN_CLEANABLE_DIRTY_RATIO),
                values.longOf(TopicSettingNames.MIN_COMPACTION_LAG_MS),
                values.longOf(TopicSettingNames.MAX_COMPACTION_LAG_MS),
                values.longOf(TopicSettingNames.DELETE_RETENTION_MS));
    }

    private static AppendSettings append(TopicSettingValues values) {
        return new AppendSettings(
                values.intOf(TopicSettingNames.MAX_MESSAGE_BYTES),
                values.stringOf(TopicSettingNames.MESSAGE_TIMESTAMP_TYPE).equals(LOG_APPEND_TIME),
                values.longOf(TopicSettingNames.MESSAGE_TIMESTAMP_BEFORE_MAX_MS),
                values.longOf(TopicSettingNames.MESSAGE_TIMESTAMP_AFTER_MAX_MS));
    }

    private static FlushSettings flush(TopicSettingValues values) {
        return new FlushSettings(
                values.longOf(TopicSettingNames.FLUSH_MESSAGES), values.longOf(TopicSettingNames.FLUSH_MS));
    }

    private static void defineCleanup() {
        DEFINITIONS.define(
                TopicSettingNames.CLEANUP_POLICY,
                Type.LIST,
                DELETE,
                ValidList.in(COMPACT, DELETE),
                Importance.MEDIUM,
                "Old segments are deleted by age and size, compacted to the last value of each key, or both.");
        defineLong(
                TopicSettingNames.RETENTION_MS,
                7 * DAY_MS,
                RetentionSettings.UNLIMITED,
                "Age in milliseconds after which a segment is deleted under the policy delete; -1 keeps all.");
        defineLong(
                TopicSettingNames.RETENTION_BYTES,
                RetentionSettings.UNLIMITED,
                RetentionSettings.UNLIMITED,
                "Bytes of a partition beyond which its oldest segments are deleted; -1 is no bound.");
        defineLong(
                TopicSettingNames.FILE_DELETE_DELAY_MS,
                60_000L,
                0,
                "Milliseconds for which the files of a dropped segment stay on disk for those who still read it.");
        defineLong(
                TopicSettingNames.DELETE_RETENTION_MS,
                DAY_MS,
                0,
                "Milliseconds for which a record without value outlives its first compaction.");
        defineLong(
                TopicSettingNames.MIN_COMPACTION_LAG_MS, 0, 0, "Milliseconds during which a record is not compacted.");
        defineLong(
                TopicSettingNames.MAX_COMPACTION_LAG_MS,
                Long.MAX_VALUE,
                1,
                "Milliseconds after which a record becomes due for compaction whatever the share of dirty bytes.");
        DEFINITIONS.define(
                TopicSettingNames.MIN_CLEANABLE_DIRTY_RATIO,
                Type.DOUBLE,
                0.5,
                Range.between(0, 1),
                Importance.MEDIUM,
                "Share of never compacted bytes from which on a log is compacted.");
    }

    private static void defineSegments() {
        defineInt(
                TopicSettingNames.SEGMENT_BYTES,
                1024 * MEBIBYTE,
                MEBIBYTE,
                "Bytes of a segment file; retention and compaction work on whole segments.");
        defineLong(
                TopicSettingNames.SEGMENT_MS,
                7 * DAY_MS,
                1,
                "Milliseconds between the first record of a segment and the one that starts the next.");
        defineInt(
                TopicSettingNames.INDEX_INTERVAL_BYTES,
                4096,
                0,
                "Bytes between two entries of a segment's offset index: fewer find faster, more save space.");
        defineInt(
                TopicSettingNames.SEGMENT_INDEX_BYTES,
                10 * MEBIBYTE,
                4,
                "Bytes of a segment's offset index; the segment is closed when its index is full.");
    }

    private static void defineAppend() {
        defineInt(
                TopicSettingNames.MAX_MESSAGE_BYTES,
                MEBIBYTE + 12,
                0,
                "Bytes of the largest record batch accepted, as compressed by the producer.");
        defineOneOf(
                TopicSettingNames.MESSAGE_TIMESTAMP_TYPE,
                "Whose clock stamps a record: the producer's (CreateTime) or the broker's (LogAppendTime).",
                CREATE_TIME,
                LOG_APPEND_TIME);
        defineLong(
                TopicSettingNames.MESSAGE_TIMESTAMP_BEFORE_MAX_MS,
                Long.MAX_VALUE,
                0,
                "Milliseconds by which a producer's timestamp may lie behind the broker's clock.");
        defineLong(
                TopicSettingNames.MESSAGE_TIMESTAMP_AFTER_MAX_MS,
                HOUR_MS,
                0,
                "Milliseconds by which a producer's timestamp may lie ahead of the broker's clock.");
        defineOneOf(
                TopicSettingNames.COMPRESSION_TYPE,
                "How batches are stored: as the producer compressed them, the only way there is.",
                "producer");
    }

    private static void defineFlush() {
        defineLong(
                TopicSettingNames.FLUSH_MESSAGES,
                Long.MAX_VALUE,
                1,
                "Records after which the log is synced to disk even if no producer waits for it.");
        defineLong(
                TopicSettingNames.FLUSH_MS,
                Long.MAX_VALUE,
                0,
                "Milliseconds after which a record is synced to disk even if no producer waits for it.");
        DEFINITIONS.define(
                TopicSettingNames.MIN_INSYNC_REPLICAS,
                Type.INT,
                1,
                Range.between(1, 1),
                Importance.MEDIUM,
                "Copies needed to accept a write; a single node holds exactly one.");
    }

    private static void defineLong(String name, long defaultValue, long least, String meaning) {
        DEFINITIONS.define(name, Type.LONG, defaultValue, Range.atLeast(least), Importance.MEDIUM, meaning);
    }

    private static void defineInt(String name, int defaultValue, int least, String meaning) {
        DEFINITIONS.define(name, Type.INT, defaultValue, Range.atLeast(least), Importance.MEDIUM, meaning);
    }

    private static void defineOneOf(String name, String meaning, String... allowed) {
        DEFINITIONS.define(name, Type.STRING, allowed[0], ValidString.in(allowed), Importance.MEDIUM, meaning);
    }
}
