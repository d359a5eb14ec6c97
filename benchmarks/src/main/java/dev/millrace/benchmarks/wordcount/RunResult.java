package dev.millrace.benchmarks.wordcount;

import java.util.Arrays;

/**
 * What one run cost; the last line that its process prints.
 *
 * <p><em>Immutable.</em>
 *
 * @param words how many words were counted
 * @param cpuNanos CPU time of the whole process from its start to the end of closing
 * @param allocatedBytes bytes allocated by all threads that live when the last word is counted
 * @param nanos time from the first counted word to the last
 * @param secondHalfNanos the same for the second half of the words, when most code is compiled
 * @param peakBytes largest resident memory of the process, 0 where the system does not tell
 */
record RunResult(long words, long cpuNanos, long allocatedBytes, long nanos, long secondHalfNanos, long peakBytes) {

    private static final String PREFIX = "RESULT ";
    private static final double NANOS_PER_SECOND = 1e9;

    String toLine() {
        return PREFIX + words + " " + cpuNanos + " " + allocatedBytes + " " + nanos + " " + secondHalfNanos + " "
                + peakBytes;
    }

    static boolean isLine(String line) {
        return line.startsWith(PREFIX);
    }

    static RunResult parse(String line) {
        long[] values = Arrays.stream(line.substring(PREFIX.length()).split(" "))
                .mapToLong(Long::parseLong)
                .toArray();
        return new RunResult(values[0], values[1], values[2], values[3], values[4], values[5]);
    }

    double cpuMicrosPerWord() {
        return cpuNanos / 1e3 / words;
    }

    double bytesPerWord() {
        return (double) allocatedBytes / words;
    }

    double wordsPerSecond() {
        return words * NANOS_PER_SECOND / nanos;
    }

    double warmWordsPerSecond() {
        return words / 2.0 * NANOS_PER_SECOND / secondHalfNanos;
    }

    double peakMegabytes() {
        return peakBytes / 1e6;
    }
}
