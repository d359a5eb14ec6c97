package dev.millrace.broker.settings;

/**
 * What topics get when nobody says otherwise.
 *
 * <p>Immutable.
 *
 * @param autoCreate whether asking for a topic makes it, if the client agrees ({@code auto.create.topics.enable})
 * @param partitions of a topic made without a count ({@code num.partitions})
 */
public record TopicDefaults(boolean autoCreate, int partitions) {
    /** Made on demand with one partition, as Apache Kafka has it. */
    public static final TopicDefaults DEFAULTS = new TopicDefaults(true, 1);

    /** Checks the bounds. */
    public TopicDefaults {
        Bounds.atLeast("num.partitions", partitions, 1);
    }
}
