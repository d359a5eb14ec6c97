package dev.millrace.streams.internal.dsl.plan;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * What the parts of a repartitioning are called. <i>Immutable.</i>
 *
 * @param topic the topic, without the application's prefix
 * @param sink writes it
 * @param filter keeps records without key from it; null if none come
 * @param source reads it
 * @param place what the plan knows it by: the name of the source, unless another has that name so far
 */
public record RepartitionNames(String topic, String sink, @Nullable String filter, String source, String place) {
    private static final String SUFFIX = "-repartition";
    private static final Pattern GENERATED = Pattern.compile("KSTREAM.*-[0-9]{10}");

    /** Names of which the source's is the plan's, too. */
    public RepartitionNames(String topic, String sink, @Nullable String filter, String source) {
        this(topic, sink, filter, source, source);
    }

    /** The same names for one that the plan knows by another. */
    public RepartitionNames at(String otherPlace) {
        return new RepartitionNames(topic, sink, filter, source, otherPlace);
    }

    /** The part that records come to first. */
    String first() {
        return filter == null ? sink : filter;
    }

    /**
     * Names the parts. Three numbers are used up, also if the parts follow a name that the program gave.
     *
     * @param name name of the topic, with or without suffix
     */
    public static RepartitionNames of(String name, NodeNames names) {
        String topic = name.endsWith(SUFFIX) ? name : name + SUFFIX;
        String sink = names.node("KSTREAM-SINK-");
        String filter = names.node("KSTREAM-FILTER-");
        String source = names.node("KSTREAM-SOURCE-");
        return GENERATED.matcher(name).matches()
                ? new RepartitionNames(topic, sink, filter, source)
                : new RepartitionNames(topic, topic + "-sink", topic + "-filter", topic + "-source");
    }
}
