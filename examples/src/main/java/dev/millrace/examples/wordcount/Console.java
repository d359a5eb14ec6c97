package dev.millrace.examples.wordcount;

import java.io.PrintWriter;

import dev.millrace.streams.KeyValue;

/**
 * What the user sees: words and counts on standard output, all else on standard error.
 *
 * <p><em>Confined to the main thread.</em>
 */
final class Console {

    private final PrintWriter output;
    private final PrintWriter progress;
    private String last = "";
    private boolean printed;

    Console(PrintWriter output, PrintWriter progress) {
        this.output = output;
        this.progress = progress;
    }

    /** Tells how far things are, unless that was the last thing told. */
    void say(String message) {
        if (!message.equals(last)) {
            progress.println("wordcount: " + message);
            progress.flush();
            last = message;
        }
    }

    /** Prints a list, after an empty line if it is not the first. */
    void print(TopWords words) {
        if (printed) {
            output.println();
        }
        for (KeyValue<String, Long> entry : words.entries()) {
            output.println(entry.key + "\t" + entry.value);
        }
        output.flush();
        printed = true;
    }
}
