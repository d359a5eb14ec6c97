package dev.millrace.streams.kstream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** When a windowed aggregation hands its results on. <i>Immutable</i> in every implementation. */
public interface EmitStrategy {
    /** For implementations that report what they do. */
    Logger log = LoggerFactory.getLogger(EmitStrategy.class);

    /** Which of the known strategies this is. */
    StrategyType type();

    /** One result for each window, once the window is closed: its end and the grace period have passed. */
    static EmitStrategy onWindowClose() {
        return KnownStrategy.CLOSE;
    }

    /** A new result at each change of a window, the default. */
    static EmitStrategy onWindowUpdate() {
        return KnownStrategy.UPDATE;
    }

    /** The known strategies. */
    enum StrategyType {
        /** Of {@link #onWindowUpdate()}. */
        ON_WINDOW_UPDATE,
        /** Of {@link #onWindowClose()}. */
        ON_WINDOW_CLOSE;

        /** The strategy of that type. */
        public static EmitStrategy forType(StrategyType type) {
            return type == ON_WINDOW_CLOSE ? onWindowClose() : onWindowUpdate();
        }
    }
}
