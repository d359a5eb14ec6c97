package dev.millrace.benchmarks.rounds;

import java.nio.file.Path;
import java.util.Random;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes of an application and their broker are killed, stopped and paused under load; what comes out is compared
 * with what was worked out from the input alone.
 */
class KillRoundsTest {
    private static final String EXACTLY_ONCE = "exactly_once_v2";
    private static final String AT_LEAST_ONCE = "at_least_once";
    private static final int SHORT = 6;
    private static final int LONG = 102;

    @TempDir
    Path directory;

    @Test
    @Timeout(600)
    void exactlyOnceIsExact() throws Exception {
        torture(RoundsBroker.millrace(directory), EXACTLY_ONCE, SHORT, 20261127L);
    }

    @Test
    @Timeout(600)
    void atLeastOnceIsComplete() throws Exception {
        torture(RoundsBroker.millrace(directory), AT_LEAST_ONCE, SHORT, 20261128L);
    }

    @Test
    @Tag("soak")
    @Timeout(7200)
    void exactlyOnceIsExactOverManyRounds() throws Exception {
        torture(RoundsBroker.millrace(directory), EXACTLY_ONCE, LONG, System.nanoTime());
    }

    @Test
    @Tag("soak")
    @Timeout(7200)
    void atLeastOnceIsCompleteOverManyRounds() throws Exception {
        torture(RoundsBroker.millrace(directory), AT_LEAST_ONCE, LONG, System.nanoTime());
    }

    @Test
    @Tag("soak")
    @Timeout(7200)
    void exactlyOnceIsExactOnApacheKafka() throws Exception {
        torture(RoundsBroker.apache(directory), EXACTLY_ONCE, LONG, System.nanoTime());
    }

    @Test
    @Tag("soak")
    @Timeout(7200)
    void atLeastOnceIsCompleteOnApacheKafka() throws Exception {
        torture(RoundsBroker.apache(directory), AT_LEAST_ONCE, LONG, System.nanoTime());
    }

    private void torture(RoundsBroker broker, String guarantee, int rounds, long seed) throws Exception {
        try (broker;
                KillRounds run = new KillRounds(directory, broker, guarantee, new Random(seed))) {
            run.run(rounds);
            if (guarantee.equals(EXACTLY_ONCE)) {
                run.output().assertExactly(run.load());
            } else {
                run.output().assertAtLeast(run.load());
            }
            tell(run);
        } catch (AssertionError | Exception e) {
            throw new AssertionError("seed " + seed, e);
        }
    }

    private static void tell(KillRounds run) throws Exception {
        System.out.println(run.load().written() + " records, " + run.happened());
        for (RoundsInstance instance : run.instances()) {
            System.out.println("restored by each process: " + instance.restored());
        }
    }
}
