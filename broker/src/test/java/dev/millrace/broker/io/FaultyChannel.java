package dev.millrace.broker.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

import org.jspecify.annotations.Nullable;

/** A file on a {@link FaultyDisk}: changes go through the disk, the rest to the real file. */
final class FaultyChannel extends FileChannel {

    private final FileChannel real;
    private final FaultyDisk disk;
    private final DiskNode node;

    FaultyChannel(FileChannel real, FaultyDisk disk, DiskNode node) {
        this.real = real;
        this.disk = disk;
        this.node = node;
    }

    @Override
    public int write(ByteBuffer source, long position) throws IOException {
        return disk.write(real, node, source, position);
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
        disk.truncate(real, node, size);
        return this;
    }

    @Override
    public void force(boolean metaData) throws IOException {
        disk.force(real, node);
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
        return real.read(target, position);
    }

    @Override
    public long size() throws IOException {
        return real.size();
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
        return real.transferTo(position, count, target);
    }

    @Override
    public @Nullable FileLock tryLock(long position, long size, boolean shared) throws IOException {
        return real.tryLock(position, size, shared);
    }

    @Override
    protected void implCloseChannel() throws IOException {
        real.close();
    }

    @Override
    public int read(ByteBuffer target) {
        throw notUsed();
    }

    @Override
    public long read(ByteBuffer[] targets, int offset, int length) {
        throw notUsed();
    }

    @Override
    public int write(ByteBuffer source) {
        throw notUsed();
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) {
        throw notUsed();
    }

    @Override
    public long position() {
        throw notUsed();
    }

    @Override
    public FileChannel position(long newPosition) {
        throw notUsed();
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long position, long count) {
        throw notUsed();
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) {
        throw notUsed();
    }

    @Override
    public FileLock lock(long position, long size, boolean shared) {
        throw notUsed();
    }

    private static AssertionError notUsed() {
        return new AssertionError("the broker works with positions only");
    }
}
