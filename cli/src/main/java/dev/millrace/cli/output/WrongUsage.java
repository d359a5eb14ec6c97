package dev.millrace.cli.output;

/** Says that options make no sense together, or a value is none; the program ends with exit code 2. */
public final class WrongUsage extends RuntimeException {

    /**
     * Makes the news.
     *
     * @param message names the option, the value and what is allowed
     */
    public WrongUsage(String message) {
        super(message);
    }
}
