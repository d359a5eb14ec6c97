package dev.millrace.streams.internal.runtime.insight;

import static java.util.Objects.requireNonNull;

/**
 * Client ids of what an instance talks to the cluster with. <i>Immutable.</i>
 *
 * @param instance begins them all
 */
public record ClientIds(String instance) {
    /** Checked. */
    public ClientIds {
        requireNonNull(instance, "instance");
    }

    /** Of the admin client. */
    public String admin() {
        return instance + "-admin";
    }

    /** Of the consumer that restores stores. */
    public String restoreConsumer() {
        return instance + "-restore-consumer";
    }

    /** Of the consumer that fills global stores. */
    public String globalConsumer() {
        return instance + "-global-consumer";
    }

    /** Name of the stream thread {@code number}. */
    public String thread(int number) {
        return instance + "-StreamThread-" + number;
    }

    /** Of the consumer of {@code thread}. */
    public String consumer(String thread) {
        return thread + "-consumer";
    }

    /** Of what {@code thread} writes with. */
    public String producer(String thread) {
        return thread + "-producer";
    }
}
