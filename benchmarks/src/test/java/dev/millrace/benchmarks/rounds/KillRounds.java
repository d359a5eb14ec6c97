package dev.millrace.benchmarks.rounds;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** Three instances and a broker under load, to one of which something happens in each round. */
final class KillRounds implements AutoCloseable {
    private static final int INSTANCES = 3;
    private static final int PARTITIONS = 4;
    private static final int WORDS_A_ROUND = 300;
    private static final long PATIENCE_SECONDS = 120;

    private final Map<RoundEvent, Integer> happened = new EnumMap<>(RoundEvent.class);
    private final List<RoundsInstance> instances = new ArrayList<>();
    private final RoundsBroker broker;
    private final Random random;
    private final RoundsLoad load;
    private final RoundsOutput output;

    KillRounds(Path directory, RoundsBroker broker, String guarantee, Random random) throws Exception {
        this.broker = broker;
        this.random = random;
        broker.start();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(Stream.of("words", "left", "right", "counts", "joined")
                            .map(topic -> new NewTopic(topic, PARTITIONS, (short) 1))
                            .toList())
                    .all()
                    .get();
        }
        for (int i = 0; i < INSTANCES; i++) {
            instances.add(new RoundsInstance(directory.resolve("instance" + i), guarantee));
        }
        load = new RoundsLoad(broker.bootstrapServers(), random);
        output = new RoundsOutput(broker.bootstrapServers(), PARTITIONS);
    }

    /** Lets every event happen in turn, in another order each time, then waits for the rest and ends all. */
    void run(int rounds) throws Exception {
        List<RoundEvent> next = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            if (next.isEmpty()) {
                next.addAll(List.of(RoundEvent.values()));
                Collections.shuffle(next, random);
            }
            startAll();
            underLoad(next.remove(next.size() - 1));
        }
        startAll();
        load.finish();
        await("everything comes out", () -> output.isComplete(load));
        for (RoundsInstance instance : instances) {
            instance.stop();
        }
        output.poll();
    }

    private void startAll() throws Exception {
        for (RoundsInstance instance : instances) {
            instance.check();
            instance.start(broker.bootstrapServers());
        }
    }

    private void underLoad(RoundEvent event) throws Exception {
        int before = output.records();
        load.send(WORDS_A_ROUND);
        int enough = before + 1 + random.nextInt(WORDS_A_ROUND);
        await("something comes out", () -> output.records() >= enough);
        event.happen(instances.get(random.nextInt(INSTANCES)), broker, this::progress);
        happened.merge(event, 1, Integer::sum);
    }

    /** Waits until the instances that are left have written something more. */
    private void progress() {
        int before = output.records();
        load.send(WORDS_A_ROUND);
        await("others go on", () -> output.records() > before + WORDS_A_ROUND);
    }

    private void await(String what, BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            output.poll();
            if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)) {
                throw new AssertionError("not in time: " + what + " after " + happened);
            }
        }
    }

    RoundsLoad load() {
        return load;
    }

    RoundsOutput output() {
        return output;
    }

    List<RoundsInstance> instances() {
        return instances;
    }

    Map<RoundEvent, Integer> happened() {
        return happened;
    }

    @Override
    public void close() {
        instances.forEach(RoundsInstance::close);
        load.close();
        output.close();
        broker.close();
    }
}
