package dev.millrace.broker.log;

/** A piece of background work that is offered the time now and then. */
@FunctionalInterface
public interface UpkeepStep {

    /**
     * Does what is due. Called on the housekeeping thread only.
     *
     * @param nowMs the broker's clock
     * @return how many things were done; 0 if nothing was due
     */
    int run(long nowMs);
}
