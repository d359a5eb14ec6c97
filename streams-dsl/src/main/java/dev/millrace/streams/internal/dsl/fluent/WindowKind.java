package dev.millrace.streams.internal.dsl.fluent;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.dsl.change.Change;
import dev.millrace.streams.internal.dsl.operator.aggregate.AggregateSlidingWindows;
import dev.millrace.streams.internal.dsl.operator.aggregate.AggregateTimeWindows;
import dev.millrace.streams.internal.dsl.operator.aggregate.Fold;
import dev.millrace.streams.internal.dsl.option.StoreShape;
import dev.millrace.streams.internal.dsl.option.TableOptions;
import dev.millrace.streams.kstream.EmitStrategy;
import dev.millrace.streams.kstream.SlidingWindows;
import dev.millrace.streams.kstream.UnlimitedWindows;
import dev.millrace.streams.kstream.Windowed;
import dev.millrace.streams.kstream.Windows;
import dev.millrace.streams.processor.api.Processor;

/** The windows of time that a program groups by. Implementations are <i>immutable.</i> */
sealed interface WindowKind {
    /** Length of a window in milliseconds. */
    long sizeMs();

    /** What {@code options} say, for these windows. */
    <K, A> TableOptions<K, A> shaped(TableOptions<K, A> options, EmitStrategy strategy);

    /** A processor that adds up. */
    <K, V, A> Processor<K, V, Windowed<K>, Change<A>> processor(EmitStrategy strategy, Fold<K, V, A> fold);

    /** Whether a window ever closes. */
    boolean ends();

    /**
     * How long a store keeps what must be there for {@code neededMs}.
     *
     * @param asked null for just as long
     * @throws IllegalArgumentException if less was asked for
     */
    static long retentionMs(@Nullable Duration asked, long neededMs, String storeName, String what) {
        long retentionMs = asked == null ? neededMs : asked.toMillis();
        if (retentionMs < neededMs) {
            throw new IllegalArgumentException("Store " + storeName + " must keep " + what + " for at least " + neededMs
                    + " ms, not " + retentionMs + " ms: they may change for so long");
        }
        return retentionMs;
    }

    /** Windows that follow from a record's time. */
    record Regular(Windows<?> windows) implements WindowKind {
        @Override
        public long sizeMs() {
            return windows.size();
        }

        @Override
        public <K, A> TableOptions<K, A> shaped(TableOptions<K, A> options, EmitStrategy strategy) {
            long neededMs = windows.size() + windows.gracePeriodMs();
            long retentionMs = options.supplier() != null
                    ? neededMs
                    : retentionMs(options.retention(), neededMs, options.name(), "windows with their grace period");
            return options.holding(
                    new StoreShape.OfWindows(windows.size(), windows.gracePeriodMs(), retentionMs, strategy, false));
        }

        @Override
        public <K, V, A> Processor<K, V, Windowed<K>, Change<A>> processor(EmitStrategy strategy, Fold<K, V, A> fold) {
            return new AggregateTimeWindows<>(windows, strategy, fold);
        }

        @Override
        public boolean ends() {
            return !(windows instanceof UnlimitedWindows);
        }
    }

    /** Windows that follow from the records. */
    record Sliding(SlidingWindows windows) implements WindowKind {
        @Override
        public long sizeMs() {
            return windows.timeDifferenceMs();
        }

        @Override
        public <K, A> TableOptions<K, A> shaped(TableOptions<K, A> options, EmitStrategy strategy) {
            long neededMs = 2 * windows.timeDifferenceMs() + windows.gracePeriodMs();
            long retentionMs = options.supplier() != null
                    ? neededMs
                    : retentionMs(options.retention(), neededMs, options.name(), "sliding windows, for two of them");
            return options.holding(new StoreShape.OfWindows(
                    windows.timeDifferenceMs(), windows.gracePeriodMs(), retentionMs, strategy, true));
        }

        @Override
        public <K, V, A> Processor<K, V, Windowed<K>, Change<A>> processor(EmitStrategy strategy, Fold<K, V, A> fold) {
            return new AggregateSlidingWindows<>(windows, strategy, fold);
        }

        @Override
        public boolean ends() {
            return true;
        }
    }
}
