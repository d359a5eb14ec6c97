package dev.millrace.broker.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.millrace.broker.io.BrokenFile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What tools see of the files of a closed log. */
class StoredFilesTest {
    @TempDir
    Path directory;

    private Path segment;

    @BeforeEach
    void fill() throws IOException {
        PartitionLog log = new LogFixture(directory).open();
        log.append(Batches.idempotent(7, 0, 0, "a", "b"), AppendOrigin.CLIENT);
        for (int i = 0; i < 40; i++) {
            log.append(Batches.values("value " + i), AppendOrigin.CLIENT);
        }
        log.close();
        segment = directory.resolve("0".repeat(20) + ".log");
    }

    private List<StoredBatch> walk(boolean withRecords) throws IOException {
        List<StoredBatch> batches = new ArrayList<>();
        StoredFiles.walk(segment, withRecords, batches::add);
        return batches;
    }

    @Test
    void batchesAreReadWithTheirRecords() throws IOException {
        StoredBatch first = walk(true).get(0);

        assertThat(first.fault()).isNull();
        assertThat(first.header().producerId()).isEqualTo(7);
        assertThat(first.records()).extracting(StoredRecord::offset).containsExactly(0L, 1L);
        assertThat(new String(first.records().get(1).value())).isEqualTo("b");
        assertThat(walk(false).get(0).records()).isEmpty();
    }

    @Test
    void aChangedByteIsAFaultOfItsBatchOnly() throws IOException {
        List<StoredBatch> before = walk(false);
        overwrite(before.get(1).position() + BatchView.HEADER_BYTES + 1);

        List<StoredBatch> after = walk(true);
        assertThat(after).hasSameSizeAs(before);
        assertThat(after.get(1).fault()).startsWith("the checksum is not ");
        assertThat(after).filteredOn(batch -> batch.fault() != null).hasSize(1);
    }

    private void overwrite(int position) throws IOException {
        try (FileChannel channel = FileChannel.open(segment, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[] {(byte) 0xEE}), position);
        }
    }

    @Test
    void aTornEndIsTold() throws IOException {
        List<StoredBatch> batches = walk(false);
        StoredBatch last = batches.get(batches.size() - 1);
        try (FileChannel channel = FileChannel.open(segment, StandardOpenOption.WRITE)) {
            channel.truncate(last.position() + 20);
        }

        assertThat(StoredFiles.walk(segment, false, batch -> {}))
                .isEqualTo(new StoredFiles.Walk(last.position(), last.position() + 20));
    }

    @Test
    void indexesAndSnapshotsAreRead() throws IOException {
        StoredIndexFile index = StoredFiles.index(directory.resolve("0".repeat(20) + ".index"));
        assertThat(index.logBytes()).isEqualTo((int) Files.size(segment));
        assertThat(index.offsets()).isNotEmpty().hasSameSizeAs(index.times());

        assertThat(StoredFiles.producers(only(".producers")))
                .extracting(ProducerView::producerId)
                .contains(7L);
    }

    private Path only(String ending) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void filesOfAnotherKindAreRefused() {
        assertThatThrownBy(() -> StoredFiles.index(segment)).isInstanceOf(BrokenFile.class);
        assertThatThrownBy(() -> StoredFiles.producers(segment)).isInstanceOf(BrokenFile.class);
        assertThatThrownBy(() -> StoredFiles.offset(directory.resolve("start"))).isInstanceOf(BrokenFile.class);
    }
}
