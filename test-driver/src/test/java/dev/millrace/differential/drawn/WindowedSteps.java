package dev.millrace.differential.drawn;

import java.time.Duration;
import java.util.List;

import org.apache.kafka.common.serialization.Serdes;

import dev.millrace.streams.KeyValue;
import dev.millrace.streams.kstream.Grouped;
import dev.millrace.streams.kstream.KTable;
import dev.millrace.streams.kstream.Suppressed;
import dev.millrace.streams.kstream.Suppressed.BufferConfig;
import dev.millrace.streams.kstream.Windowed;

/** Steps from tables of windows and sessions. */
final class WindowedSteps {
    private final Pool pool;

    WindowedSteps(Pool pool) {
        this.pool = pool;
    }

    /** Stays a table of windows. Does nothing if there is none yet. */
    void change(Choices choices) {
        List<KTable<Windowed<String>, String>> tables = tables(choices);
        if (tables.isEmpty()) {
            return;
        }
        KTable<Windowed<String>, String> table = choices.of(tables);
        tables.add(
                switch (choices.below(4)) {
                    case 0 -> table.filter((key, value) -> value.length() % 2 == 0);
                    case 1 -> table.mapValues((key, value) -> key.key() + value);
                    case 2 ->
                        table.suppress(Suppressed.untilTimeLimit(
                                Duration.ofMillis(choices.below(160)), BufferConfig.maxRecords(1 + choices.below(4))));
                    default -> table.suppress(Suppressed.untilWindowCloses(BufferConfig.unbounded()));
                });
    }

    /** Becomes a stream or a table of texts. Does nothing if there is none yet. */
    void leave(Choices choices) {
        List<KTable<Windowed<String>, String>> tables = tables(choices);
        if (tables.isEmpty()) {
            return;
        }
        KTable<Windowed<String>, String> table = choices.of(tables);
        switch (choices.below(3)) {
            case 0 -> pool.streams.add(table.toStream((key, value) -> key.toString()));
            case 1 -> pool.streams.add(table.toStream((key, value) -> key.key()));
            default ->
                pool.tables.add(table.groupBy(
                                (key, value) -> KeyValue.pair(key.key(), value),
                                Grouped.with(Serdes.String(), Serdes.String()))
                        .reduce((one, other) -> one + other, (one, other) -> one.replace(other, "")));
        }
    }

    /** Two tables of the same windows meet. Does nothing if there are no two. */
    void join(Choices choices) {
        List<KTable<Windowed<String>, String>> tables = tables(choices);
        if (tables.size() < 2) {
            return;
        }
        KTable<Windowed<String>, String> table = choices.of(tables);
        KTable<Windowed<String>, String> other = choices.of(tables);
        tables.add(
                choices.flip()
                        ? table.leftJoin(other, (one, two) -> one + "|" + two)
                        : table.join(other, (one, two) -> one + "|" + two));
    }

    private List<KTable<Windowed<String>, String>> tables(Choices choices) {
        return choices.flip() ? pool.sessions : pool.windows;
    }
}
