package dev.millrace.checks;

import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ApiRulesTest {

    private static final String API = "dev.millrace.checks.fixture.api";
    private static final String ROOMS = "[rooms " + API + ".internal]\nroom:";

    private final ApiRules rules = new ApiRules(Set.of(API + ".Door"));

    @Test
    void contractsImportNoRoomAndRoomsNoFacade() {
        assertThat(rules.violations(Fixtures.module("api", ROOMS)))
                .hasSize(2)
                .anyMatch(it -> it.startsWith(API + ".Contract is an API contract and imports room class"))
                .anyMatch(it -> it.startsWith(API + ".internal.room.Runaway imports the façade " + API + ".Door"));
    }

    @Test
    void aRoomMayKnowTheFacadeThatItsLineNames() {
        assertThat(rules.violations(Fixtures.module("api.internal", ROOMS + " " + API + ".Door")))
                .isEmpty();
    }

    @Test
    void knowsTheFacadesOfMillrace() {
        assertThat(new ApiRules().violations(Fixtures.module("api", ROOMS)))
                .as("none of the fixture's classes is one of them")
                .hasSize(2)
                .noneMatch(it -> it.contains("Runaway"));
    }
}
