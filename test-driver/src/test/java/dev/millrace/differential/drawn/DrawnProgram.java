package dev.millrace.differential.drawn;

import java.util.List;
import java.util.function.Consumer;

import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

import dev.millrace.differential.drawn.Pool.WindowedTable;
import dev.millrace.streams.StreamsBuilder;
import dev.millrace.streams.kstream.KStream;
import dev.millrace.streams.kstream.KTable;
import dev.millrace.streams.kstream.Produced;
import dev.millrace.streams.kstream.Windowed;
import dev.millrace.streams.kstream.WindowedSerdes;

/**
 * A program of random steps over all operators. Its imports, and those of its steps, alone tell Millrace from Kafka
 * Streams.
 */
final class DrawnProgram {
    private final Pool pool = new Pool();
    private final List<Consumer<Choices>> kinds;

    /** @param steps what each step chooses, beginning with its kind */
    DrawnProgram(List<List<Integer>> steps) {
        StreamSteps streams = new StreamSteps(pool);
        TableSteps tables = new TableSteps(pool);
        JoinSteps joins = new JoinSteps(pool);
        WindowSteps windows = new WindowSteps(pool, streams);
        WindowedSteps windowed = new WindowedSteps(pool);
        kinds = List.of(
                streams::change,
                streams::change,
                streams::aggregate,
                streams::aggregate,
                streams::route,
                streams::route,
                streams::toTable,
                streams::cogroup,
                pool::addSource,
                tables::change,
                tables::change,
                tables::regroup,
                tables::suppress,
                joins::streams,
                joins::streams,
                joins::streamWithTable,
                joins::streamWithHistory,
                joins::fanOut,
                joins::globalTable,
                joins::tables,
                joins::foreignKey,
                windows::timed,
                windows::timed,
                windows::sessions,
                windows::cogroup,
                windowed::change,
                windowed::change,
                windowed::leave,
                windowed::join,
                new TypedSteps(pool)::other,
                new ProcessorSteps(pool)::process);
        for (List<Integer> step : steps) {
            Choices choices = new Choices(step);
            choices.of(kinds).accept(choices);
        }
        writeAll();
    }

    StreamsBuilder builder() {
        return pool.builder;
    }

    List<String> inputs() {
        return pool.inputs;
    }

    private void writeAll() {
        int out = 0;
        Serde<String> texts = Serdes.String();
        for (KTable<String, String> table : pool.tables) {
            table.toStream().to("out-" + out++, Produced.with(texts, texts));
        }
        for (KStream<String, String> stream : pool.streams) {
            stream.to("out-" + out++, Produced.with(texts, texts));
        }
        for (WindowedTable windows : pool.windows) {
            Serde<Windowed<String>> keys = windows.sessions()
                    ? new WindowedSerdes.SessionWindowedSerde<>(texts)
                    : new WindowedSerdes.TimeWindowedSerde<>(texts, 50);
            windows.table().toStream().to("out-" + out++, Produced.with(keys, texts));
        }
    }
}
