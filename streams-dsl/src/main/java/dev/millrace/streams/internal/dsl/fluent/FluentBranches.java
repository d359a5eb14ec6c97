package dev.millrace.streams.internal.dsl.fluent;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.millrace.streams.internal.dsl.operator.stateless.BranchRecords;
import dev.millrace.streams.internal.dsl.operator.stateless.PassRecords;
import dev.millrace.streams.internal.dsl.option.BranchOptions;
import dev.millrace.streams.internal.dsl.option.NodeName;
import dev.millrace.streams.internal.dsl.plan.PlannedStep;
import dev.millrace.streams.internal.dsl.plan.PlannedStep.Effect;
import dev.millrace.streams.kstream.Branched;
import dev.millrace.streams.kstream.BranchedKStream;
import dev.millrace.streams.kstream.KStream;
import dev.millrace.streams.kstream.Named;
import dev.millrace.streams.kstream.Predicate;
import dev.millrace.streams.processor.api.ProcessorSupplier;

import static java.util.Objects.requireNonNull;

/**
 * A stream being split. <i>Confined to the thread that writes the program.</i>
 *
 * @param <K> type of keys
 * @param <V> type of values
 */
final class FluentBranches<K, V> implements BranchedKStream<K, V> {
    private final FluentStream<K, V> stream;
    private final String name;
    private final List<Predicate<? super K, ? super V>> predicates = new ArrayList<>();
    private final List<String> children = new ArrayList<>();
    private final Map<String, KStream<K, V>> branches = new HashMap<>();

    FluentBranches(FluentStream<K, V> stream, Named named) {
        this.stream = stream;
        name = stream.draft().names().nodeOr(NodeName.of(named), "KSTREAM-BRANCH-");
        ProcessorSupplier<K, V, K, V> supplier = () -> new BranchRecords<>(predicates, children);
        stream.draft().add(new PlannedStep(name, List.of(stream.node()), supplier, Effect.NONE));
    }

    @Override
    public BranchedKStream<K, V> branch(Predicate<? super K, ? super V> predicate) {
        return branch(predicate, BranchOptions.none());
    }

    @Override
    public BranchedKStream<K, V> branch(Predicate<? super K, ? super V> predicate, Branched<K, V> branched) {
        return branch(predicate, BranchOptions.of(requireNonNull(branched, "branched can't be null")));
    }

    private BranchedKStream<K, V> branch(Predicate<? super K, ? super V> predicate, BranchOptions<K, V> options) {
        predicates.add(requireNonNull(predicate, "predicate can't be null"));
        add(options, predicates.size());
        return this;
    }

    @Override
    public Map<String, KStream<K, V>> defaultBranch() {
        return defaultBranch(BranchOptions.none());
    }

    @Override
    public Map<String, KStream<K, V>> defaultBranch(Branched<K, V> branched) {
        return defaultBranch(BranchOptions.of(requireNonNull(branched, "branched can't be null")));
    }

    private Map<String, KStream<K, V>> defaultBranch(BranchOptions<K, V> options) {
        add(options, 0);
        return noDefaultBranch();
    }

    @Override
    public Map<String, KStream<K, V>> noDefaultBranch() {
        return Collections.unmodifiableMap(branches);
    }

    /** A number is used up also for a branch with a name. */
    private void add(BranchOptions<K, V> options, int number) {
        String child = name + (options.name() == null ? Integer.toString(number) : options.name());
        stream.draft().names().node(child);
        children.add(child);
        ProcessorSupplier<K, V, K, V> supplier = PassRecords::new;
        stream.draft().add(new PlannedStep(child, List.of(name), supplier, Effect.NONE));
        KStream<K, V> branch = stream.unchanged(child);
        if (options.function() != null) {
            branch = options.function().apply(branch);
        } else if (options.consumer() != null) {
            options.consumer().accept(branch);
            branch = null;
        }
        if (branch != null) {
            branches.put(child, branch);
        }
    }
}
