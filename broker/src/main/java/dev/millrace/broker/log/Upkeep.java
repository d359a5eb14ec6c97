package dev.millrace.broker.log;

/** What logs need in the background: retention, compaction, deletion of files nobody reads any more. */
public final class Upkeep {

    private Upkeep() {}

    /**
     * Does what is due; the housekeeping thread calls it every second or so.
     *
     * @return how many logs or files were worked on
     */
    public int runOnce() {
        throw new UnsupportedOperationException();
    }
}
