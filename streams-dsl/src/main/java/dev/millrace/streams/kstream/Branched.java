package dev.millrace.streams.kstream;

import java.util.function.Consumer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import static java.util.Objects.requireNonNull;

/**
 * What becomes of one branch of a stream: its name, and what the program goes on with. <i>Immutable.</i>
 *
 * @param <K> type of keys
 * @param <V> type of values
 */
public class Branched<K, V> implements NamedOperation<Branched<K, V>> {
    /** Last part of the branch's name; null for its number. */
    protected final @Nullable String name;

    /** Goes on with the branch and returns what is to be in the map of branches; null if there is none. */
    protected final @Nullable Function<? super KStream<K, V>, ? extends KStream<K, V>> chainFunction;

    /** Goes on with the branch, which is then in no map; null if there is none. */
    protected final @Nullable Consumer<? super KStream<K, V>> chainConsumer;

    /** All parts at once; for subclasses. */
    protected Branched(
            @Nullable String name,
            @Nullable Function<? super KStream<K, V>, ? extends KStream<K, V>> chainFunction,
            @Nullable Consumer<? super KStream<K, V>> chainConsumer) {
        this.name = name;
        this.chainFunction = chainFunction;
        this.chainConsumer = chainConsumer;
    }

    /** What {@code branched} says; for subclasses. */
    protected Branched(Branched<K, V> branched) {
        this(branched.name, branched.chainFunction, branched.chainConsumer);
    }

    /** A branch whose name ends like that. */
    public static <K, V> Branched<K, V> as(String name) {
        return new Branched<>(requireNonNull(name, "name can't be null"), null, null);
    }

    /** A branch that {@code chain} makes another stream of; null from it leaves the branch out of the map. */
    public static <K, V> Branched<K, V> withFunction(Function<? super KStream<K, V>, ? extends KStream<K, V>> chain) {
        return new Branched<>(null, requireNonNull(chain, "chain function can't be null"), null);
    }

    /** A branch that {@code chain} takes, and that is not in the map. */
    public static <K, V> Branched<K, V> withConsumer(Consumer<KStream<K, V>> chain) {
        return new Branched<>(null, null, requireNonNull(chain, "chain consumer can't be null"));
    }

    /** {@link #withFunction(Function)} with a name; null for the number of the branch. */
    public static <K, V> Branched<K, V> withFunction(
            Function<? super KStream<K, V>, ? extends KStream<K, V>> chain, @Nullable String name) {
        return new Branched<>(name, requireNonNull(chain, "chain function can't be null"), null);
    }

    /** {@link #withConsumer(Consumer)} with a name; null for the number of the branch. */
    public static <K, V> Branched<K, V> withConsumer(Consumer<? super KStream<K, V>> chain, @Nullable String name) {
        return new Branched<>(name, null, requireNonNull(chain, "chain consumer can't be null"));
    }

    @Override
    public Branched<K, V> withName(String name) {
        return new Branched<>(requireNonNull(name, "name can't be null"), chainFunction, chainConsumer);
    }
}
