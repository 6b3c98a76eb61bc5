package dev.tributary.platform.database;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import dev.tributary.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class DatabaseTest {

    @Inject
    Jdbi jdbi;

    @Test
    void trigramsSeeChineseCharacters() {
        jdbi.useHandle(db -> {
            db.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm");
            assertThat(db.createQuery("SELECT cardinality(show_trgm('包邮吗'))")
                            .mapTo(int.class)
                            .one())
                    .isPositive();
        });
    }

    @Test
    void howManyWaitForAConnectionIsMeasured() {
        given().get("/q/metrics").then().statusCode(200).body(containsString("agroal_awaiting_count"));
    }

    @Test
    void timesComeBackAsTheyWentInWhateverTheZoneOfTheDatabase() {
        var time = Instant.parse("2026-03-01T12:00:00.123Z");

        var back = jdbi.withHandle(db -> db.createQuery("SELECT CAST(:t AS timestamptz)")
                .bind("t", time)
                .mapTo(Instant.class)
                .one());

        assertThat(back).isEqualTo(time);
    }
}
