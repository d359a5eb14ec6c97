package dev.millrace.broker.api;

/**
 * The broker as clients see it: node, controller and coordinator in one.
 *
 * <p>Immutable.
 *
 * @param id number of the node
 * @param host what clients connect to
 * @param port what clients connect to
 * @param clusterId identity of the data directory
 */
public record ThisNode(int id, String host, int port, String clusterId) {
    /** The one leader epoch of every partition: with a single node leadership never moves. */
    public static final int LEADER_EPOCH = 0;
}
