package dev.millrace.broker.streamsgroup;

/** Topics have numbers of partitions that do not go together; the message names them. */
final class WrongPartitions extends Exception {
    private static final long serialVersionUID = 1L;

    WrongPartitions(String message) {
        super(message);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
