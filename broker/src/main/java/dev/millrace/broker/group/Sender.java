package dev.millrace.broker.group;

/**
 * Where a request of a group member came from.
 *
 * <p>Immutable.
 *
 * @param connectionId names the connection as long as it is open
 * @param clientId what the client calls itself
 * @param clientHost the client's address
 */
public record Sender(String connectionId, String clientId, String clientHost) {
    /** Stands for a member that was loaded from the log and has not been heard of since. */
    static Sender absent(String clientId, String clientHost) {
        return new Sender("", clientId, clientHost);
    }
}
