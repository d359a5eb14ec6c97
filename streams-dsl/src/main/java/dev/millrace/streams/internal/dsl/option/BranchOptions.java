package dev.millrace.streams.internal.dsl.option;

import java.util.function.Consumer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.kstream.Branched;
import dev.millrace.streams.kstream.KStream;

/**
 * What a {@link Branched} says; null where it says nothing. <i>Immutable.</i>
 *
 * @param name last part of the name
 * @param function goes on with the branch
 * @param consumer takes the branch
 */
public record BranchOptions<K, V>(
        @Nullable String name,
        @Nullable Function<? super KStream<K, V>, ? extends KStream<K, V>> function,
        @Nullable Consumer<? super KStream<K, V>> consumer) {
    private static final class Reading<K, V> extends Branched<K, V> {
        private Reading(Branched<K, V> branched) {
            super(branched);
        }

        private BranchOptions<K, V> options() {
            return new BranchOptions<>(NodeName.checked(name), chainFunction, chainConsumer);
        }
    }

    /** Nothing said. */
    public static <K, V> BranchOptions<K, V> none() {
        return new BranchOptions<>(null, null, null);
    }

    /** Reads {@code branched}. */
    public static <K, V> BranchOptions<K, V> of(Branched<K, V> branched) {
        return new Reading<>(branched).options();
    }
}
