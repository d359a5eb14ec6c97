package dev.millrace.streams.internal.output.wire;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.output.SendListener;

/**
 * Who is to hear of the records of a batch, as runs: neighbours with the same listener count as one. <i>Confined to the
 * stream thread.</i>
 */
final class BatchListeners {
    private @Nullable SendListener[] listeners = new SendListener[4];
    private int[] ends = new int[4];
    private int runs;

    /** The next record is for {@code listener}. */
    void add(SendListener listener) {
        if (runs > 0 && listeners[runs - 1] == listener) {
            ends[runs - 1]++;
            return;
        }
        if (runs == ends.length) {
            listeners = Arrays.copyOf(listeners, 2 * runs);
            ends = Arrays.copyOf(ends, 2 * runs);
        }
        listeners[runs] = listener;
        ends[runs] = 1 + (runs == 0 ? 0 : ends[runs - 1]);
        runs++;
    }

    /** The listener of the record at {@code index}, counted from 0. */
    SendListener at(int index) {
        int run = 0;
        while (ends[run] <= index) {
            run++;
        }
        return listener(run);
    }

    /** The batch was written, its first record at {@code baseOffset}. */
    void acknowledged(long baseOffset) {
        for (int run = 0; run < runs; run++) {
            listener(run).acknowledged(baseOffset + ends[run]);
        }
    }

    /** The batch was given up. */
    void failed(String topic, Exception error) {
        for (int run = 0; run < runs; run++) {
            listener(run).failed(topic, error);
        }
    }

    private SendListener listener(int run) {
        SendListener listener = listeners[run];
        if (listener == null) {
            throw new IllegalArgumentException("no run " + run + " of " + runs);
        }
        return listener;
    }
}
