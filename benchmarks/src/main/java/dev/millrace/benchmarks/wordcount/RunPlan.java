package dev.millrace.benchmarks.wordcount;

/**
 * What one run is to do; passed to its process as one argument.
 *
 * <p><em>Immutable.</em>
 *
 * @param bootstrapServers the broker
 * @param applicationId a new one for each run
 * @param linesTopic where the lines are, words separated by one space
 * @param countsTopic where the counts go
 * @param words how many words the lines hold
 * @param cacheBytes bound of the cache, 0 for none
 * @param program name of the {@link WordProgram}
 * @param guarantee {@code processing.guarantee}
 * @param stateDirectory where the state goes
 */
record RunPlan(
        String bootstrapServers,
        String applicationId,
        String linesTopic,
        String countsTopic,
        long words,
        long cacheBytes,
        String program,
        String guarantee,
        String stateDirectory) {

    private static final String SEPARATOR = "|";

    String toText() {
        return String.join(
                SEPARATOR,
                bootstrapServers,
                applicationId,
                linesTopic,
                countsTopic,
                String.valueOf(words),
                String.valueOf(cacheBytes),
                program,
                guarantee,
                stateDirectory);
    }

    static RunPlan parse(String text) {
        String[] parts = text.split("\\" + SEPARATOR, 9);
        return new RunPlan(
                parts[0],
                parts[1],
                parts[2],
                parts[3],
                Long.parseLong(parts[4]),
                Long.parseLong(parts[5]),
                parts[6],
                parts[7],
                parts[8]);
    }
}
