package dev.tributary;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.tributary.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The description that the browser's types are made from is the one that the server gives. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class OpenApiDocumentTest {

    private static final Path COMMITTED = Path.of("src/main/webui/openapi.json");
    private static final String UPDATE = "openapi.update";

    private final ObjectMapper json = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT, SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    @Test
    void theCommittedDescriptionIsTheServers() throws IOException {
        var served = inOrder(json.readTree(given().get("/q/openapi?format=json").asByteArray()));
        if (System.getProperty(UPDATE) != null) {
            Files.writeString(COMMITTED, served);
        }

        assertThat(COMMITTED)
                .as(
                        "The API has changed. Run ./mvnw test -Dtest=OpenApiDocumentTest -D%s,"
                                + " then `npm run generate` in src/main/webui, and commit both files.",
                        UPDATE)
                .hasContent(served);
    }

    /** The same members in the order of the alphabet, so that only changes differ. */
    private String inOrder(JsonNode document) throws IOException {
        // Where the server happens to listen is no part of the API.
        ((com.fasterxml.jackson.databind.node.ObjectNode) document).remove("servers");
        return json.writeValueAsString(json.treeToValue(document, Object.class)) + "\n";
    }
}
