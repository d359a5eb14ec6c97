package dev.millrace.examples.wordcount;

/** Turns an interrupt of the main thread into the failure that ends the program. */
final class Interruption {

    private Interruption() {}

    static WordCountFailure in(String activity, InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new WordCountFailure("interrupted while " + activity, cause);
    }
}
