package dev.millrace.broker.io;

import java.io.IOException;
import java.nio.file.Path;

/** Says that a file is there but does not hold what was written to it, or not all of it. */
public final class BrokenFile extends IOException {

    /**
     * Makes the news.
     *
     * @param file the file
     * @param what what was found wrong, and where
     */
    public BrokenFile(Path file, String what) {
        super(file + ": " + what);
    }
}
