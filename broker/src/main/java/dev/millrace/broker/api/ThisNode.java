package dev.millrace.broker.api;

import java.util.Map;

import dev.millrace.broker.settings.ListenSettings;

/**
 * The broker as clients see it: node, controller and coordinator in one.
 *
 * <p>Immutable.
 *
 * @param id number of the node
 * @param addresses where clients find it, by the listener that they come to
 * @param clusterId identity of the data directory
 */
public record ThisNode(int id, Map<String, ListenSettings.Address> addresses, String clusterId) {
    /** The one leader epoch of every partition: with a single node leadership never moves. */
    public static final int LEADER_EPOCH = 0;

    /** Copies the addresses. */
    public ThisNode {
        addresses = Map.copyOf(addresses);
    }

    /** Returns where the client that calls finds this node. */
    ListenSettings.Address seenBy(Call call) {
        ListenSettings.Address address = addresses.get(call.caller().listener());
        if (address == null) {
            throw new IllegalStateException("no listener " + call.caller().listener());
        }
        return address;
    }
}
