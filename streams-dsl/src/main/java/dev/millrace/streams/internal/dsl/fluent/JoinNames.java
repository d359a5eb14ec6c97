package dev.millrace.streams.internal.dsl.fluent;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.dsl.operator.join.JoinKind;
import dev.millrace.streams.internal.dsl.option.NodeName;
import dev.millrace.streams.internal.dsl.option.WindowedJoinOptions;
import dev.millrace.streams.internal.dsl.plan.NodeNames;

/**
 * What the parts of a join of streams are called. <i>Immutable.</i>
 *
 * @param merge where results meet
 * @param waitingRoom the store of what has no partner
 */
record JoinNames(Side left, Side right, String merge, String waitingRoom) {
    /**
     * One side.
     *
     * @param keep keeps records
     * @param join joins them
     * @param store where they are kept
     */
    record Side(String keep, String join, String store) {}

    /** Names the parts. Numbers are used up also for those that follow a name that the program gave. */
    static JoinNames of(WindowedJoinOptions<?, ?, ?> options, JoinKind kind, NodeNames names) {
        String given = options.name();
        String leftSuffix = kind.rightAlone() ? "-outer-this-join" : "-this-join";
        String rightSuffix = kind.leftAlone() ? "-outer-other-join" : "-other-join";
        String keepLeft = names.suffixedOr(given, "-this-windowed", "KSTREAM-WINDOWED-");
        String keepRight = names.suffixedOr(given, "-other-windowed", "KSTREAM-WINDOWED-");
        String leftPrefix = kind.rightAlone() ? "KSTREAM-OUTERTHIS-" : "KSTREAM-JOINTHIS-";
        String left = names.node(leftPrefix);
        String right = names.node(kind.leftAlone() ? "KSTREAM-OUTEROTHER-" : "KSTREAM-JOINOTHER-");
        String merge = names.suffixedOr(given, "-merge", "KSTREAM-MERGE-");
        return new JoinNames(
                new Side(keepLeft, suffixed(given, leftSuffix, left), store(options, leftSuffix, left)),
                new Side(keepRight, suffixed(given, rightSuffix, right), store(options, rightSuffix, right)),
                merge,
                waitingRoom(options, kind, names.like(left, "KSTREAM-OUTERSHARED-")));
    }

    private static String suffixed(@Nullable String given, String suffix, String generated) {
        return given == null ? generated : NodeName.checked(given + suffix);
    }

    private static String store(WindowedJoinOptions<?, ?, ?> options, String suffix, String generated) {
        return (options.storeName() == null ? generated : options.storeName() + suffix) + "-store";
    }

    private static String waitingRoom(WindowedJoinOptions<?, ?, ?> options, JoinKind kind, String generated) {
        String suffix = kind.rightAlone() ? "-outer-shared-join" : "-left-shared-join";
        String base =
                options.left() == null ? options.storeName() : options.left().name();
        return (base == null ? generated : base + suffix) + "-store";
    }
}
