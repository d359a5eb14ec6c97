package dev.millrace.examples.wordcount;

/** The word count cannot go on, for a reason that one line can tell its user. */
final class WordCountFailure extends RuntimeException {

    WordCountFailure(String message) {
        super(message);
    }

    WordCountFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
