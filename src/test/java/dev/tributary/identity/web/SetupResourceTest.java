package dev.tributary.identity.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import dev.tributary.identity.OpenSetup;
import dev.tributary.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class SetupResourceTest {

    @Inject
    Jdbi jdbi;

    @Inject
    OpenSetup setup;

    private String token;

    @BeforeEach
    void beginWithNobody() {
        jdbi.useHandle(db -> db.execute("TRUNCATE agent CASCADE"));
        token = setup.link();
    }

    @Test
    void theLinkMakesTheFirstAdminOnce() {
        given().get("/api/setup").then().statusCode(200).body("needed", equalTo(true));

        var first = create(token, "first@example.com", "violet kettle 42");
        var second = create(token, "second@example.com", "violet kettle 42");

        first.then().statusCode(200).body("role", equalTo("ADMIN"));
        assertThat(first.cookie("tributary-session")).isNotEmpty();
        second.then().statusCode(403).body("type", equalTo("/problems/wrong-setup-token"));
        given().get("/api/setup").then().body("needed", equalTo(false));
        assertThat(agents()).isEqualTo(1);
    }

    @Test
    void aRefusedPasswordDoesNotCostTheLink() {
        create(token, "first@example.com", "password123")
                .then()
                .statusCode(400)
                .body("errors.field", contains("password"));

        create(token, "first@example.com", "violet kettle 42").then().statusCode(200);
    }

    @Test
    void anotherTokenOpensNothing() {
        create("guess", "first@example.com", "violet kettle 42").then().statusCode(403);

        assertThat(agents()).isZero();
    }

    private int agents() {
        return jdbi.withHandle(db ->
                db.createQuery("SELECT count(*) FROM agent").mapTo(int.class).one());
    }

    private static Response create(String token, String email, String password) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("token", token, "email", email, "name", "First", "password", password))
                .post("/api/setup");
    }
}
