package dev.millrace.broker.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

import dev.millrace.broker.io.FaultyDisk;
import dev.millrace.broker.settings.BrokerSettings;

/**
 * A broker in this JVM whose disk fails in the middle of a change, and comes back with what was synced and any part of
 * the rest: writes that came in another order, and a torn one.
 */
final class PowerlessBroker implements MortalBroker {
    private static final int MOST_CHANGES = 30;

    private final Path scratch;
    private final Random random;
    private Path directory;
    private int life;
    private int port;
    private @Nullable FaultyDisk disk;
    private @Nullable Broker broker;

    PowerlessBroker(Path scratch, Random random) throws IOException {
        this.scratch = scratch;
        this.random = random;
        this.directory = Files.createDirectory(scratch.resolve("life-0"));
    }

    @Override
    public void start() throws IOException {
        disk = FaultyDisk.over(directory);
        broker = Broker.start(BrokerSettings.at(directory).withPort(port), disk);
        port = broker.port();
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void die() throws IOException {
        disk.dieAfter(random.nextInt(MOST_CHANGES));
        while (!disk.dead()) {
            LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
        }
        broker.close();
        life++;
        Path left = scratch.resolve("life-" + life);
        disk.losePower(left, random);
        Utils.delete(directory.toFile());
        directory = left;
    }

    @Override
    public void close() {
        if (broker != null) {
            broker.close();
        }
    }
}
