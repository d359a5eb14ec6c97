package dev.millrace.streams.processor;

import java.io.IOException;

/** Called when a task commits, by stores that must bring something to disk then. */
@FunctionalInterface
public interface CommitCallback {
    /** The task is about to record its offsets. */
    void onCommit() throws IOException;
}
