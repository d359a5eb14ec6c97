package dev.millrace.broker.log;

import java.io.IOException;
import java.nio.file.Path;

import org.apache.kafka.common.TopicPartition;

import dev.millrace.broker.io.Disk;
import dev.millrace.broker.settings.AppendSettings;
import dev.millrace.broker.settings.CompactionSettings;
import dev.millrace.broker.settings.LogSettings;
import dev.millrace.broker.settings.RetentionSettings;
import dev.millrace.broker.settings.SegmentSettings;

/** A log that a test opens, closes and opens again; its segments are small. */
final class LogFixture {

    static final TopicPartition PARTITION = new TopicPartition("orders", 0);

    final ManualTime time = new ManualTime();
    final GroupCommit groupCommit = new GroupCommit();
    final Path directory;
    Disk disk = Disk.LOCAL;
    LogSettings settings = smallSegments(LogSettings.defaults());

    LogFixture(Path directory) {
        this.directory = directory;
    }

    PartitionLog open() throws IOException {
        return open(directory);
    }

    PartitionLog open(Path where) throws IOException {
        return PartitionLog.open(PARTITION, where, settings, new LogEnvironment(disk, time, groupCommit));
    }

    static LogSettings smallSegments(LogSettings base) {
        SegmentSettings small = new SegmentSettings(1000, base.segments().rollAfterMs(), 100, 10_000);
        return new LogSettings(small, base.retention(), base.compaction(), base.append(), base.flush());
    }

    void retain(long maxAgeMs, long maxBytes) {
        RetentionSettings retention = new RetentionSettings(true, maxAgeMs, maxBytes, 60_000);
        settings = new LogSettings(
                settings.segments(), retention, settings.compaction(), settings.append(), settings.flush());
    }

    void compact() {
        CompactionSettings compaction = new CompactionSettings(true, 0.0, 0, Long.MAX_VALUE, 1000);
        RetentionSettings retention = new RetentionSettings(false, -1, -1, 0);
        settings = new LogSettings(settings.segments(), retention, compaction, settings.append(), settings.flush());
    }

    void append(AppendSettings append) {
        settings = new LogSettings(
                settings.segments(), settings.retention(), settings.compaction(), append, settings.flush());
    }
}
