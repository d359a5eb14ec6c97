package dev.millrace.examples.wordcount;

import java.util.Locale;
import java.util.Optional;

import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/**
 * Waits until all there is has been counted, and prints the most frequent words.
 *
 * <p>All is counted when the application has committed every line, and then every word: a line is committed after its
 * words are in the topic between, so the second look comes after the first.
 *
 * <p><em>Confined to the main thread.</em>
 */
final class Counting {

    private static final long LOOK_AGAIN_MS = 100;
    private static final long LOOK_FOR_MORE_MS = 1_000;
    private static final int LOOKS_FOR_STORE = 100;
    private static final int SAY_EVERY_LOOKS = 5;

    private final RunningTopology running;
    private final Backlog lines;
    private final Backlog words;
    private final Console console;
    private final StopSignal stop;

    Counting(RunningTopology running, Topics topics, Admin admin, Console console, StopSignal stop) {
        this.running = running;
        this.lines = new Backlog(admin, topics.applicationId(), topics.lines());
        this.words = new Backlog(admin, topics.applicationId(), topics.repartition());
        this.console = console;
        this.stop = stop;
    }

    /**
     * Counts and prints once, or until asked to stop and whenever the counts have changed.
     *
     * @param top how many words to print
     * @param keepRunning whether to go on after the first time
     */
    void run(int top, boolean keepRunning) {
        TopWords printed = null;
        do {
            TopWords counted = awaitAndRead(top);
            if (counted != null && !counted.equals(printed)) {
                console.print(counted);
                printed = counted;
            }
        } while (keepRunning && !stop.await(LOOK_FOR_MORE_MS));
    }

    private @Nullable TopWords awaitAndRead(int top) {
        awaitRunning();
        await(lines, "lines split into words");
        Backlog.Level all = await(words, "words counted");
        if (stop.isRaised()) {
            return null;
        }
        TopWords counted = read(top);
        if (counted == null) {
            console.say("this instance holds no words, other instances do");
        } else if (counted.words() < all.records()) {
            console.say(String.format(
                    Locale.ROOT,
                    "this instance holds %,d of %,d words, other instances the rest",
                    counted.words(),
                    all.records()));
        }
        return counted;
    }

    private void awaitRunning() {
        while (!running.isRunning() && !stop.isRaised()) {
            stop.await(LOOK_AGAIN_MS);
        }
    }

    private Backlog.Level await(Backlog backlog, String activity) {
        Backlog.Level level = backlog.level();
        for (int look = 0; !level.isDone() && !stop.isRaised(); look++) {
            if (look % SAY_EVERY_LOOKS == 0) {
                sayHowFar(level, activity);
            }
            stop.await(LOOK_AGAIN_MS);
            running.isRunning();
            level = backlog.level();
        }
        sayHowFar(level, activity);
        return level;
    }

    private void sayHowFar(Backlog.Level level, String activity) {
        console.say(String.format(Locale.ROOT, "%,d of %,d %s", level.committed(), level.records(), activity));
    }

    /** Reads the counts, waiting while partitions move; null if this instance holds none for long, or has to stop. */
    private @Nullable TopWords read(int top) {
        for (int look = 0; look < LOOKS_FOR_STORE; look++) {
            Optional<TopWords> counted = running.topWords(top);
            if (counted.isPresent() || stop.await(LOOK_AGAIN_MS)) {
                return counted.orElse(null);
            }
        }
        return null;
    }
}
