package dev.millrace.streams.internal.driver.mock;

import java.io.File;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.StreamsConfig;
import dev.millrace.streams.StreamsMetrics;
import dev.millrace.streams.internal.metrics.Sensors;
import dev.millrace.streams.internal.metrics.TaskMeters;
import dev.millrace.streams.processor.TaskId;

import static java.util.Objects.requireNonNull;

/**
 * The application and the task that a processor under test believes to be in, and its stores. <i>Confined to the thread
 * of the test.</i>
 */
public final class MockTask {
    /** Settings of an application that has none; the values are those of Kafka Streams' contexts for tests. */
    private static final Map<String, String> PLACEHOLDERS = Map.of(
            StreamsConfig.APPLICATION_ID_CONFIG, "dummy-mock-app-id",
            StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "dummy-bootstrap-host:0");

    private final StreamsConfig config;
    private final TaskId id;
    private final @Nullable File directory;
    private final Sensors sensors = Sensors.detailed(Time.SYSTEM);
    private final TaskMeters meters = new TaskMeters(Time.SYSTEM);

    /**
     * A task under {@code given} settings, which may lack what an application must have.
     *
     * @param directory of its state; null if there is none
     */
    public MockTask(Properties given, TaskId id, @Nullable File directory) {
        Properties complete = new Properties();
        complete.putAll(PLACEHOLDERS);
        complete.putAll(requireNonNull(given, "config cannot be null"));
        config = new StreamsConfig(complete);
        this.id = requireNonNull(id, "taskId cannot be null");
        this.directory = directory;
        sensors.measure(id, meters);
    }

    /** Settings with an empty {@code application.id}, for a test that gives none. */
    public static Properties nameless() {
        Properties nameless = new Properties();
        nameless.put(StreamsConfig.APPLICATION_ID_CONFIG, "");
        return nameless;
    }

    /**
     * What a test said, which it must have.
     *
     * @param what it is
     * @param setter what says it
     * @throws IllegalStateException if it did not
     */
    public static <T> T requireSaid(@Nullable T value, String what, String setter) {
        if (value == null) {
            throw new IllegalStateException(
                    what + " is not known: the test has to call " + setter + "() before the processor asks for it");
        }
        return value;
    }

    /**
     * The interval of a schedule in milliseconds.
     *
     * @throws IllegalArgumentException if it is null, shorter than one, or more than fit into a long
     */
    public static long intervalMs(@Nullable Duration interval) {
        try {
            if (interval != null && interval.toMillis() >= 1) {
                return interval.toMillis();
            }
        } catch (ArithmeticException tooLong) {
            throw new IllegalArgumentException("The interval of a schedule has too many milliseconds: " + interval);
        }
        throw new IllegalArgumentException("The interval of a schedule must be 1 ms or longer: " + interval);
    }

    /** {@code application.id}. */
    public String applicationId() {
        return config.getString(StreamsConfig.APPLICATION_ID_CONFIG);
    }

    /** Its id. */
    public TaskId id() {
        return id;
    }

    /**
     * The configured default.
     *
     * @throws org.apache.kafka.common.config.ConfigException if there is none
     */
    public Serde<?> keySerde() {
        return config.defaultKeySerde();
    }

    /**
     * The configured default.
     *
     * @throws org.apache.kafka.common.config.ConfigException if there is none
     */
    public Serde<?> valueSerde() {
        return config.defaultValueSerde();
    }

    /** Where its state is; null if no directory was given. */
    public @Nullable File directory() {
        return directory;
    }

    /** The same, which must be there. */
    public File requireDirectory() {
        return requireNonNull(
                directory,
                "This context was made without a directory for state: give its constructor a stateDir, or use stores"
                        + " in the heap");
    }

    /** The settings given, and the defaults of those not given. */
    public Map<String, Object> settings() {
        Map<String, Object> all = new HashMap<>(config.originals());
        all.putAll(config.values());
        return all;
    }

    /** Those given that begin with {@code prefix}, by the rest of their names. */
    public Map<String, Object> settings(String prefix) {
        return config.originalsWithPrefix(prefix);
    }

    /** A store gave up a record: {@link #metrics()} has it. */
    void recordDropped() {
        meters.recordDropped();
    }

    /**
     * Its sensors, those of level {@code DEBUG} too whatever the settings say, and the records that its stores
     * dropped.
     */
    public StreamsMetrics metrics() {
        return sensors;
    }
}
