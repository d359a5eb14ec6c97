package dev.millrace.streams;

import java.util.Objects;
import java.util.Set;

import dev.millrace.streams.state.HostInfo;

import static java.util.Objects.requireNonNull;

/** Where a key of a store is to be asked for (KIP-535). <i>Immutable.</i> */
public class KeyQueryMetadata {
    /** Nothing is known yet: a rebalance is under way. */
    public static final KeyQueryMetadata NOT_AVAILABLE = new KeyQueryMetadata(HostInfo.unavailable(), Set.of(), -1);

    private final HostInfo activeHost;
    private final Set<HostInfo> standbyHosts;
    private final int partition;

    /**
     * An answer.
     *
     * @param activeHost the instance that changes the key
     * @param standbyHosts instances with a copy
     * @param partition of the store
     */
    public KeyQueryMetadata(HostInfo activeHost, Set<HostInfo> standbyHosts, int partition) {
        this.activeHost = requireNonNull(activeHost, "activeHost");
        this.standbyHosts = requireNonNull(standbyHosts, "standbyHosts");
        this.partition = partition;
    }

    /** The instance that changes the key. */
    public HostInfo activeHost() {
        return activeHost;
    }

    /** Instances with a copy of what they were told last. */
    public Set<HostInfo> standbyHosts() {
        return standbyHosts;
    }

    /** Partition of the store that has the key; -1 if nothing is known. */
    public int partition() {
        return partition;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KeyQueryMetadata metadata
                && activeHost.equals(metadata.activeHost)
                && standbyHosts.equals(metadata.standbyHosts)
                && partition == metadata.partition;
    }

    @Override
    public int hashCode() {
        return Objects.hash(activeHost, standbyHosts, partition);
    }

    @Override
    public String toString() {
        return "KeyQueryMetadata {activeHost=" + activeHost + ", standbyHosts=" + standbyHosts + ", partition="
                + partition + "}";
    }
}
