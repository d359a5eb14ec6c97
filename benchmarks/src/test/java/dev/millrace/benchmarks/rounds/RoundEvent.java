package dev.millrace.benchmarks.rounds;

/** What may happen to an instance or to the broker in one round. */
enum RoundEvent {
    KILL {
        @Override
        void happen(RoundsInstance instance, RoundsBroker broker, Runnable progress) throws Exception {
            instance.kill();
        }
    },
    KILL_AND_TAKE_OVER {
        @Override
        void happen(RoundsInstance instance, RoundsBroker broker, Runnable progress) throws Exception {
            instance.kill();
            progress.run();
        }
    },
    STOP {
        @Override
        void happen(RoundsInstance instance, RoundsBroker broker, Runnable progress) throws Exception {
            instance.stop();
        }
    },
    PAUSE {
        @Override
        void happen(RoundsInstance instance, RoundsBroker broker, Runnable progress) throws Exception {
            instance.pause();
            try {
                progress.run();
            } finally {
                instance.resume();
            }
        }
    },
    RESTART_BROKER {
        @Override
        void happen(RoundsInstance instance, RoundsBroker broker, Runnable progress) throws Exception {
            broker.terminate();
            broker.start();
        }
    },
    KILL_BROKER {
        @Override
        void happen(RoundsInstance instance, RoundsBroker broker, Runnable progress) throws Exception {
            broker.kill();
            broker.start();
        }
    };

    /**
     * Lets it happen.
     *
     * @param progress waits until more has come out, which takes the other instances if this one does nothing
     */
    abstract void happen(RoundsInstance instance, RoundsBroker broker, Runnable progress) throws Exception;
}
