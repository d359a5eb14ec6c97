package dev.millrace.streams.internal.dsl.fluent;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.dsl.operator.stateless.PrintRecords;
import dev.millrace.streams.internal.dsl.option.PrintOptions;
import dev.millrace.streams.internal.dsl.option.SinkOptions;
import dev.millrace.streams.internal.dsl.option.TableOptions;
import dev.millrace.streams.internal.dsl.plan.Draft;
import dev.millrace.streams.internal.dsl.plan.PlannedRepartition;
import dev.millrace.streams.internal.dsl.plan.PlannedSink;
import dev.millrace.streams.internal.dsl.plan.PlannedStep;
import dev.millrace.streams.internal.dsl.plan.PlannedStep.Effect;
import dev.millrace.streams.internal.dsl.plan.RepartitionNames;
import dev.millrace.streams.kstream.KTable;
import dev.millrace.streams.kstream.Produced;
import dev.millrace.streams.processor.TopicNameExtractor;
import dev.millrace.streams.processor.api.ProcessorSupplier;

import static java.util.Objects.requireNonNull;

/** Plans steps after which a stream is no stream any more. */
final class StreamEnds {
    private static final String TO_TABLE = "KSTREAM-TOTABLE-";

    private StreamEnds() {}

    /** Writes a topic: {@code topic}, or the one that {@code extractor} names. */
    static <K, V> void sink(
            FluentStream<K, V> stream,
            @Nullable String topic,
            @Nullable TopicNameExtractor<K, V> extractor,
            Produced<K, V> produced) {
        SinkOptions<K, V> options = SinkOptions.of(requireNonNull(produced, "produced cannot be null"))
                .orElse(stream.keySerde(), stream.valueSerde());
        String name = stream.draft().names().nodeOr(options.name(), "KSTREAM-SINK-");
        stream.draft().add(new PlannedSink(name, List.of(stream.node()), topic, extractor, options));
    }

    static <K, V> void print(FluentStream<K, V> stream, PrintOptions<K, V> options) {
        String line = stream.node();
        ProcessorSupplier<K, V, Void, Void> supplier = () -> new PrintRecords<>(options.out(), options.line(line));
        String name = stream.draft().names().nodeOr(options.name(), "KSTREAM-PRINTER-");
        stream.draft().add(new PlannedStep(name, List.of(stream.node()), supplier, Effect.NONE));
    }

    /** A table of the records, which are placed by key first. */
    static <K, V> KTable<K, V> table(FluentStream<K, V> stream, String name, TableOptions<K, V> given) {
        Draft draft = stream.draft();
        TableOptions<K, V> options =
                given.named(() -> draft.names().store(TO_TABLE)).orElse(stream.keySerde(), stream.valueSerde());
        String parent = stream.node();
        if (stream.rekeyed()) {
            PlannedRepartition repartition = PlannedRepartition.needed(
                    RepartitionNames.of(name, draft.names()), parent, options.keySerde(), options.valueSerde());
            draft.add(repartition);
            parent = repartition.name();
        }
        draft.add(Beginnings.tableOfRecords(name, parent, options));
        return new FluentTable<>(draft, name, options.keySerde(), options.valueSerde(), options.queryableName());
    }
}
