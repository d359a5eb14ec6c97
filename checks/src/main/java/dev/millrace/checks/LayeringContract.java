package dev.millrace.checks;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The layering tests of a module: extend it in the module's tests and put a {@code rooms.txt} into its test resources.
 *
 * <p><em>Confined to the test thread.</em>
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class LayeringContract {

    private final CheckedModule module;

    /** Loads the module in the working directory, where Maven runs a module's tests. */
    protected LayeringContract() {
        module = CheckedModule.load(Path.of("").toAbsolutePath());
    }

    @Test
    void roomsImportOnlyWhatIsAllowed() {
        new RoomRules().check(module);
    }

    @Test
    void onlyFacadesJoinTheApiToRooms() {
        new ApiRules().check(module);
    }

    @Test
    void clocksAndThreadsStayAtTheEdges() {
        new BannedCalls().check(module);
    }

    @Test
    void innerClientPackagesStayInTheirRooms() {
        new InnerClientRules().check(module);
    }
}
