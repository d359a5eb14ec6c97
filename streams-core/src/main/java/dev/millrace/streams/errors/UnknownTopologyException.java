package dev.millrace.streams.errors;

/** A topology of a name that the application does not have. */
public class UnknownTopologyException extends StreamsException {
    /** Says what failed, and the name. */
    public UnknownTopologyException(String message, String namedTopology) {
        super(text(message, namedTopology));
    }

    /** Says what failed and why, and the name. */
    public UnknownTopologyException(String message, Throwable throwable, String namedTopology) {
        super(text(message, namedTopology), throwable);
    }

    private static String text(String message, String namedTopology) {
        return message + ": there is no topology named " + namedTopology;
    }
}
