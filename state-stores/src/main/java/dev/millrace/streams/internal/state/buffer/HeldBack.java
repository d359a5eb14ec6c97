package dev.millrace.streams.internal.state.buffer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.processor.RecordContext;

/**
 * Entries held back, to be handed on in the order of their last change (as Kafka Streams does). Sorted when they are
 * handed on, not kept in order meanwhile: a hot key changes many times between two flushes. <i>Confined to the thread
 * that owns the task.</i>
 */
final class HeldBack {
    private static final Comparator<Entry> BY_LAST_CHANGE = Comparator.comparingLong(entry -> entry.sequence);
    private static final int SLACK = 1024;

    private final ArrayList<Entry> listed = new ArrayList<>();
    private int count;
    private long sequence;

    /** {@code entry} has a new value, changed by {@code record}; {@code handedOn} is the one before. */
    void changed(Entry entry, @Nullable Object handedOn, RecordContext record) {
        if (!entry.heldBack()) {
            entry.becomeHeldBack();
            entry.handedOn = handedOn;
            list(entry);
        }
        entry.changedBy = record;
        entry.sequence = ++sequence;
    }

    private void list(Entry entry) {
        count++;
        if (!entry.listedAsHeldBack) {
            entry.listedAsHeldBack = true;
            listed.add(entry);
        }
        if (listed.size() > 2 * count + SLACK) {
            listed.removeIf(HeldBack::unlistIfHandedOn);
        }
    }

    private static boolean unlistIfHandedOn(Entry entry) {
        entry.listedAsHeldBack = entry.heldBack();
        return !entry.listedAsHeldBack;
    }

    /** {@code entry} is about to be handed on. */
    void leave(Entry entry) {
        count--;
        entry.leaveHeldBack();
        entry.handedOn = null;
        entry.changedBy = null;
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** What is held back now, oldest change first; what is changed later is in the next answer. */
    Entry[] inOrder() {
        listed.removeIf(HeldBack::unlistIfHandedOn);
        Entry[] entries = listed.toArray(new Entry[0]);
        Arrays.sort(entries, BY_LAST_CHANGE);
        return entries;
    }
}
