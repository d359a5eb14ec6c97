package dev.millrace.streams.internal.runtime.stores;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.spi.CachingStore;
import dev.millrace.streams.internal.spi.DirtyListener;
import dev.millrace.streams.internal.spi.StoreRuntime;
import dev.millrace.streams.processor.StateStore;
import dev.millrace.streams.processor.StateStoreContext;

/** A store that says into a shared list what is asked of it; what it "caches" is one entry at a time. */
public final class RecordingStore implements StateStore, CachingStore<String, String> {
    private final String name;
    private final List<String> calls;
    private final boolean persistent;
    private final boolean managesOffsets;
    private final Map<TopicPartition, Long> committed = new HashMap<>();
    private final List<Runnable> heldBack = new ArrayList<>();
    private @Nullable StoreRuntime runtime;
    private @Nullable RuntimeException failOnInit;
    private boolean registers = true;
    private boolean open;

    public RecordingStore(String name, List<String> calls, boolean persistent, boolean managesOffsets) {
        this.name = name;
        this.calls = calls;
        this.persistent = persistent;
        this.managesOffsets = managesOffsets;
    }

    /** Lets the next opening fail. */
    public void failOnInit(RuntimeException failure) {
        failOnInit = failure;
    }

    /** Forgets to register when opened. */
    public void doNotRegister() {
        registers = false;
    }

    /** Where it stands when opened. */
    public void standsAt(TopicPartition changelog, long offset) {
        committed.put(changelog, offset);
    }

    /** The context it was opened with. */
    public StoreRuntime runtime() {
        return runtime;
    }

    /** Runs {@code handOn} when caches are flushed. */
    public void holdBack(Runnable handOn) {
        heldBack.add(handOn);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void init(StateStoreContext stateStoreContext, StateStore root) {
        calls.add("open " + name);
        if (failOnInit != null) {
            throw failOnInit;
        }
        runtime = (StoreRuntime) stateStoreContext;
        open = true;
        if (registers) {
            stateStoreContext.register(
                    root, (key, value) -> calls.add("restore " + name), () -> calls.add("committing " + name));
        }
    }

    @Override
    public void commit(Map<TopicPartition, Long> changelogOffsets) {
        calls.add("commit " + name + " " + changelogOffsets.values());
    }

    @Override
    public @Nullable Long committedOffset(TopicPartition partition) {
        return committed.get(partition);
    }

    @Override
    public boolean managesOffsets() {
        return managesOffsets;
    }

    @Override
    public void close() {
        calls.add("close " + name);
        open = false;
    }

    @Override
    public boolean persistent() {
        return persistent;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public boolean listenForDirty(DirtyListener<String, String> listener, boolean oldValues) {
        return false;
    }

    @Override
    public void flushDirty() {
        calls.add("flush " + name);
        List<Runnable> now = List.copyOf(heldBack);
        heldBack.clear();
        now.forEach(Runnable::run);
    }
}
