package dev.millrace.benchmarks.wordcount;

import java.util.Properties;

import dev.millrace.streams.KafkaStreams;
import dev.millrace.streams.StreamsConfig;
import dev.millrace.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;

/**
 * One run: starts a program, waits until every word has been counted, closes it, and prints what it cost.
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
        try (KafkaStreams streams = new KafkaStreams(WordProgram.topology(plan, counted), settings(plan))) {
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

    private static Properties settings(RunPlan plan) {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, plan.applicationId());
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, plan.bootstrapServers());
        settings.put(StreamsConfig.STATE_DIR_CONFIG, plan.stateDirectory());
        settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, plan.cacheBytes());
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, plan.guarantee());
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
