package dev.millrace.streams.internal.runtime.thread;

/** Whether an instance is to do nothing but stay in its group (KIP-834). <i>Thread-safe.</i> */
public final class PauseSwitch {
    private volatile boolean on;

    /** Pauses or goes on. */
    public void set(boolean paused) {
        on = paused;
    }

    /** Whether it is paused. */
    public boolean isOn() {
        return on;
    }
}
