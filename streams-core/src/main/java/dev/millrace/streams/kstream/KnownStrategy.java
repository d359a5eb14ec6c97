package dev.millrace.streams.kstream;

/** The strategies there are. <i>Immutable.</i> */
enum KnownStrategy implements EmitStrategy {
    UPDATE(StrategyType.ON_WINDOW_UPDATE),
    CLOSE(StrategyType.ON_WINDOW_CLOSE);

    private final StrategyType type;

    KnownStrategy(StrategyType type) {
        this.type = type;
    }

    @Override
    public StrategyType type() {
        return type;
    }
}
