package dev.millrace.cli.session;

import java.util.ArrayList;
import java.util.List;

import dev.millrace.cli.output.CommandFailed;

/**
 * Collects what became of several changes: one that is refused hides none that was done. People read a sentence for
 * each at once, programs one array at the end.
 *
 * <p><em>Confined to the thread of the command.</em>
 */
public final class ChangeReport {
    private final Printer printer;
    private final boolean json;
    private final List<Object> done = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();

    /** Makes an empty report. */
    ChangeReport(Printer printer, boolean json) {
        this.printer = printer;
        this.json = json;
    }

    /**
     * Notes a change that was made.
     *
     * @param sentence for people
     * @param document for programs
     */
    public void done(String sentence, Object document) {
        done.add(document);
        if (!json) {
            printer.line(sentence);
        }
    }

    /** Notes in a sentence that a change was not made, and why. */
    public void refused(String sentence) {
        refused.add(sentence);
    }

    /**
     * Ends the report.
     *
     * @return exit code 0
     * @throws CommandFailed if anything was refused
     */
    public int finish() {
        if (json) {
            printer.json(done);
        }
        if (!refused.isEmpty()) {
            throw new CommandFailed(String.join("; ", refused));
        }
        return 0;
    }
}
