package dev.millrace.cli.output;

/** Says in one sentence why a command did not do what it was asked; the program ends with exit code 1. */
public final class CommandFailed extends RuntimeException {

    /**
     * Makes the news.
     *
     * @param message one sentence for the user
     */
    public CommandFailed(String message) {
        super(message);
    }

    /**
     * Makes the news of a failure with a cause, which is shown only on demand.
     *
     * @param message one sentence for the user
     * @param cause what happened
     */
    public CommandFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
