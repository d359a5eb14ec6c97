package dev.millrace.differential.drawn;

import java.time.Duration;
import java.util.List;

import org.apache.kafka.common.serialization.Serdes;

import dev.millrace.differential.drawn.Pool.WindowedTable;
import dev.millrace.streams.KeyValue;
import dev.millrace.streams.kstream.Grouped;
import dev.millrace.streams.kstream.KTable;
import dev.millrace.streams.kstream.Suppressed;
import dev.millrace.streams.kstream.Suppressed.BufferConfig;
import dev.millrace.streams.kstream.Windowed;

/** Steps from tables of windows and sessions; they do nothing where there is none. */
final class WindowedSteps {
    private final Pool pool;

    WindowedSteps(Pool pool) {
        this.pool = pool;
    }

    /** Stays a table of windows. */
    void change(Choices choices) {
        if (pool.windows.isEmpty()) {
            return;
        }
        WindowedTable above = choices.of(pool.windows);
        KTable<Windowed<String>, String> table = above.table();
        pool.windows.add(above.with(
                switch (choices.below(4)) {
                    case 0 -> table.filter((key, value) -> value.length() % 2 == 0);
                    case 1 -> table.mapValues((key, value) -> key.key() + value);
                    case 2 ->
                        table.suppress(Suppressed.untilTimeLimit(
                                Duration.ofMillis(choices.below(160)), BufferConfig.maxRecords(1 + choices.below(4))));
                    default -> table.suppress(Suppressed.untilWindowCloses(BufferConfig.unbounded()));
                }));
    }

    /** Becomes a stream or a table of texts. */
    void leave(Choices choices) {
        if (pool.windows.isEmpty()) {
            return;
        }
        KTable<Windowed<String>, String> table = choices.of(pool.windows).table();
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

    /** Two tables meet. */
    void join(Choices choices) {
        boolean sessions = choices.flip();
        List<WindowedTable> tables = pool.windows.stream()
                .filter(table -> table.joins() && table.sessions() == sessions)
                .toList();
        if (tables.isEmpty()) {
            return;
        }
        WindowedTable above = choices.of(tables);
        KTable<Windowed<String>, String> other = choices.of(tables).table();
        pool.windows.add(above.with(
                choices.flip()
                        ? above.table().leftJoin(other, (one, two) -> one + "|" + two)
                        : above.table().join(other, (one, two) -> one + "|" + two)));
    }
}
