package dev.millrace.benchmarks.wordcount;

import java.util.Arrays;
import java.util.Properties;

import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;

import dev.millrace.streams.KafkaStreams;
import dev.millrace.streams.StreamsBuilder;
import dev.millrace.streams.StreamsConfig;
import dev.millrace.streams.Topology;
import dev.millrace.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import dev.millrace.streams.kstream.Consumed;
import dev.millrace.streams.kstream.Grouped;
import dev.millrace.streams.kstream.Materialized;
import dev.millrace.streams.kstream.Produced;
import dev.millrace.streams.state.KeyValueStore;

/**
 * One run: starts a word count, waits until every word has been counted, closes it, and prints what it cost.
 *
 * <p>Compiled as it stands it runs on Millrace, with its imports changed on Kafka Streams. A word is counted when the
 * aggregator, behind the repartition topic, has seen it.
 *
 * <p><em>Confined to the main thread.</em>
 */
public final class WordCountRun {

    private static final long LOOK_EVERY_MS = 2;

    private WordCountRun() {}

    /**
     * Runs once.
     *
     * @param arguments a {@link RunPlan} in its text form
     * @throws InterruptedException if the process is told to end
     */
    public static void main(String[] arguments) throws InterruptedException {
        RunPlan plan = RunPlan.parse(arguments[0]);
        CountedWords counted = new CountedWords();
        long[] nanos;
        long allocatedBytes;
        try (KafkaStreams streams = new KafkaStreams(topology(plan, counted), settings(plan))) {
            streams.setUncaughtExceptionHandler(WordCountRun::end);
            streams.start();
            nanos = new long[] {
                awaitWords(counted, 1), awaitWords(counted, plan.words() / 2), awaitWords(counted, plan.words())
            };
            allocatedBytes = ProcessCost.allocatedBytes();
        }
        RunResult result = new RunResult(
                plan.words(),
                ProcessCost.cpuNanos(),
                allocatedBytes,
                nanos[2] - nanos[0],
                nanos[2] - nanos[1],
                ProcessCost.peakMemoryBytes());
        System.out.println(result.toLine());
    }

    private static StreamThreadExceptionResponse end(Throwable thrown) {
        thrown.printStackTrace();
        Runtime.getRuntime().halt(1);
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    private static Topology topology(RunPlan plan, CountedWords counted) {
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream(plan.linesTopic(), Consumed.with(Serdes.ByteArray(), Serdes.String()))
                .flatMapValues(line -> Arrays.asList(line.split(" ")))
                .groupBy((line, word) -> word, Grouped.with(Serdes.String(), Serdes.String()))
                .aggregate(
                        () -> 0L,
                        (word, same, count) -> counted.next(count),
                        Materialized.<String, Long, KeyValueStore<Bytes, byte[]>>as("counts")
                                .withKeySerde(Serdes.String())
                                .withValueSerde(Serdes.Long()))
                .toStream()
                .to(plan.countsTopic(), Produced.with(Serdes.String(), Serdes.Long()));
        return builder.build();
    }

    private static Properties settings(RunPlan plan) {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, plan.applicationId());
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, plan.bootstrapServers());
        settings.put(StreamsConfig.STATE_DIR_CONFIG, plan.stateDirectory());
        settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, plan.cacheBytes());
        return settings;
    }

    /** Waits until that many words are counted, and returns when that was. */
    private static long awaitWords(CountedWords counted, long words) throws InterruptedException {
        while (counted.total() < words) {
            Thread.sleep(LOOK_EVERY_MS);
        }
        return System.nanoTime();
    }
}
