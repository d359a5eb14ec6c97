package dev.millrace.checks;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RoomRulesTest {

    private static final String ROOT = "dev.millrace.checks.fixture.rooms";

    @Test
    void namesTheImportThatNoLineAllows() {
        CheckedModule module =
                Fixtures.module("rooms", "[rooms " + ROOT + "]\nio:\nlow: io\nhigh: low\nhidden.cabin: low\n");

        assertThat(new RoomRules().violations(module))
                .containsExactly(
                        ROOT + ".low.Lower imports " + ROOT + ".high.Upper: rooms.txt allows room low only [io]");
    }

    @Test
    void namesTheRoomThatIsNotListed() {
        CheckedModule module = Fixtures.module("rooms.hidden", "[rooms " + ROOT + "]\nhidden: " + ROOT + ".low");

        assertThat(new RoomRules().violations(module))
                .containsExactly("package " + ROOT + ".hidden.cabin is not a room listed in rooms.txt under " + ROOT);
    }

    @Test
    void roomsOfOtherModulesAreNamedInFull() {
        String rooms = "[rooms " + ROOT + ".hidden]\ncabin: ";

        assertThat(new RoomRules().violations(Fixtures.module("rooms.hidden", rooms)))
                .containsExactly(ROOT + ".hidden.cabin.Stowaway imports " + ROOT
                        + ".low.Lower: rooms.txt allows room cabin only []");
        assertThat(new RoomRules().violations(Fixtures.module("rooms.hidden", rooms + ROOT + ".low")))
                .isEmpty();
        assertThat(new RoomRules().violations(Fixtures.module("rooms.hidden", rooms + ROOT + ".low.Lower")))
                .isEmpty();
    }

    @Test
    void thePublicApiOfStreamsIsOpenToEveryModuleButItsRoomsAreNot() {
        CheckedModule module = Fixtures.module("neighbour", "[rooms dev.millrace.checks.fixture]\nneighbour:");

        assertThat(new RoomRules().violations(module))
                .singleElement()
                .asString()
                .contains("imports dev.millrace.streams.internal.ClosedRoom");
    }

    @Test
    void failsWithAllViolations() {
        CheckedModule module = Fixtures.module("rooms", "[rooms " + ROOT + "]\nlow:\nhigh:\n");

        assertThatThrownBy(() -> new RoomRules().check(module))
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll("3 violation(s)", ".cabin is not a room", "Lower imports", "Upper imports");
    }
}
