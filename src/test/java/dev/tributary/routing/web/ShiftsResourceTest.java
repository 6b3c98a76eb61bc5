package dev.tributary.routing.web;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.tributary.identity.Role;
import dev.tributary.testing.Colleague;
import dev.tributary.testing.Shop;
import dev.tributary.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ShiftsResourceTest {

    private final Shop shop = Shop.open();
    private Colleague mina;
    private Colleague boss;

    @BeforeEach
    void hire() {
        mina = shop.agent();
        boss = Colleague.of(Role.SUPERVISOR, shop.store().value());
    }

    @Test
    void aSupervisorPlansTheWeekAndDutyFollowsIt() {
        boss.browser()
                .get(path("shifts"))
                .then()
                .statusCode(200)
                .body("follows", equalTo(false))
                .body("until", nullValue())
                .body("shifts", empty());

        boss.browser()
                .body(plan(true, List.of(shift("FRIDAY", "22:00", "06:00"), shift("MONDAY", "09:00", "18:30"))))
                .put(path("shifts"))
                .then()
                .statusCode(200)
                .body("follows", equalTo(true))
                .body("until", notNullValue())
                .body("shifts.weekday", contains("MONDAY", "FRIDAY"))
                .body("shifts.starts", contains("09:00", "22:00"))
                .body("shifts.ends", contains("18:30", "06:00"));

        mina.browser()
                .get("/api/me/duty")
                .then()
                .statusCode(200)
                .body("followsShifts", equalTo(true))
                .body("until", notNullValue());
    }

    @ParameterizedTest
    @CsvSource({
        "MONDAY, 09:00, 18:00, +08:00,        shifts[0].zone",
        "MONDAY, 09:00, 18:00, Mars/Olympus,  shifts[0].zone",
        "MONDAY, 24:00, 18:00, Asia/Shanghai, shifts[0].starts",
        "MONDAY, 09:00, 9:5,   Asia/Shanghai, shifts[0].ends",
    })
    void whatIsNoShiftIsRefusedWithItsField(String weekday, String starts, String ends, String zone, String field) {
        var shift = Map.of("weekday", weekday, "starts", starts, "ends", ends, "zone", zone);

        boss.browser()
                .body(Map.of("follows", true, "shifts", List.of(shift)))
                .put(path("shifts"))
                .then()
                .statusCode(400)
                .body("errors.field", contains(field));
    }

    @Test
    void nobodyFollowsShiftsThatAreNotThere() {
        boss.browser()
                .body(plan(true, List.of()))
                .put(path("shifts"))
                .then()
                .statusCode(400)
                .body("errors.field", contains("shifts"));
    }

    @Test
    void shiftsAndTheDutyOfOthersAreForSupervisorsOfTheSameStore() {
        mina.browser().get(path("shifts")).then().statusCode(403);
        mina.browser().body(plan(false, List.of())).put(path("shifts")).then().statusCode(403);
        mina.browser().body(Map.of("duty", "ON")).put(path("duty")).then().statusCode(403);

        var stranger = Colleague.of(Role.SUPERVISOR);
        stranger.browser().get(path("shifts")).then().statusCode(404);
        stranger.browser()
                .body(plan(false, List.of()))
                .put(path("shifts"))
                .then()
                .statusCode(404);
        stranger.browser().body(Map.of("duty", "ON")).put(path("duty")).then().statusCode(404);
    }

    @Test
    void aSupervisorSetsTheDutyOfSomebodyElse() {
        boss.browser()
                .body(Map.of("duty", "AWAY"))
                .put(path("duty"))
                .then()
                .statusCode(200)
                .body("agentId", equalTo(mina.id().toString()))
                .body("duty", equalTo("AWAY"))
                .body("connected", equalTo(false));

        boss.browser().body(Map.of("duty", "ASLEEP")).put(path("duty")).then().statusCode(400);
    }

    private String path(String what) {
        return "/api/agents/" + mina.id() + "/" + what;
    }

    private static Map<String, Object> plan(boolean follows, List<Map<String, String>> shifts) {
        return Map.of("follows", follows, "shifts", shifts);
    }

    private static Map<String, String> shift(String weekday, String starts, String ends) {
        return Map.of("weekday", weekday, "starts", starts, "ends", ends, "zone", "Asia/Shanghai");
    }
}
