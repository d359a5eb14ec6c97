package dev.millrace.streams.internal.runtime.app;

/** Hears of changes of an instance's state, in their order. <i>Called on the thread that made the change.</i> */
@FunctionalInterface
public interface StateChangeListener {
    /** The state was {@code from} and is {@code to}. */
    void onChange(InstanceState to, InstanceState from);
}
