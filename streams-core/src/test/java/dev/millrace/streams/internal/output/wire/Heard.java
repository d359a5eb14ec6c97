package dev.millrace.streams.internal.output.wire;

import java.util.ArrayList;
import java.util.List;

import dev.millrace.streams.internal.output.SendListener;

/** A listener that remembers what it was told. */
final class Heard implements SendListener {
    final List<Long> offsets = new ArrayList<>();
    final List<Exception> errors = new ArrayList<>();

    @Override
    public void acknowledged(long nextOffset) {
        offsets.add(nextOffset);
    }

    @Override
    public void failed(String topic, Exception error) {
        errors.add(error);
    }
}
