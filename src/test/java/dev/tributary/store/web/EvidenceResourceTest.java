package dev.tributary.store.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import dev.tributary.connector.FakeConnectors;
import dev.tributary.connector.FakePlatform;
import dev.tributary.testing.Colleague;
import dev.tributary.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(FakePlatform.class)
@QuarkusTestResource(TestDatabase.class)
class EvidenceResourceTest {

    private static final byte[] PDF = "%PDF-1.7 a licence".getBytes(ISO_8859_1);
    private static final byte[] PNG = "\u0089PNG\r\n\u001a\n\0\0\0\rIHDR rest".getBytes(ISO_8859_1);
    private static final byte[] JPEG = "\u00ff\u00d8\u00ff\u00e0 rest".getBytes(ISO_8859_1);
    private static final int FIVE_MEGABYTES = 5 * 1024 * 1024;

    @Inject
    FakeConnectors connectors;

    @Inject
    Jdbi jdbi;

    private Colleague admin;
    private String store;

    @BeforeEach
    void openAStore() {
        connectors.fake().reset();
        admin = Colleague.admin();
        store = StoreResourceTest.aStore(admin);
    }

    @Test
    void whatIsGivenIsKeptAsItCameAndGivenBackAsAFileToSave() {
        var id = id(upload(PDF, "attachment; filename*=UTF-8''%E8%90%A5%E4%B8%9A%E6%89%A7%E7%85%A7%20%281%29.pdf"));

        var answer = admin.browser().get(route() + "/" + id);

        answer.then().statusCode(200).contentType("application/pdf");
        assertThat(answer.asByteArray()).isEqualTo(PDF);
        assertThat(answer.header("Content-Disposition"))
                .isEqualTo("attachment; filename=\"____ (1).pdf\";"
                        + " filename*=UTF-8''%E8%90%A5%E4%B8%9A%E6%89%A7%E7%85%A7%20%281%29.pdf");
        assertThat(answer.headers().getValues("Content-Security-Policy"))
                .containsExactly("default-src 'none'; sandbox");
        assertThat(answer.headers().getValues("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        UUID by = jdbi.withHandle(db -> db.createQuery(
                        "SELECT uploaded_by FROM evidence_file WHERE id = :id AND sha256 = sha256(content)")
                .bind("id", UUID.fromString(id))
                .mapTo(UUID.class)
                .one());
        assertThat(by).isEqualTo(admin.id().value());
    }

    @Test
    void theAnswerSaysWhatWasKept() {
        upload(PNG, null)
                .then()
                .statusCode(201)
                .body("name", is("evidence.png"))
                .body("type", is("image/png"))
                .body("size", is(PNG.length))
                .body("uploadedBy", is(admin.id().toString()));
    }

    @Test
    @Tag("S2")
    void theBytesSayWhatAFileIsAndNothingElseDoes() {
        upload(JPEG, "attachment; filename=\"licence.pdf\"")
                .then()
                .statusCode(201)
                .body("type", is("image/jpeg"))
                .body("name", is("licence.pdf.jpg"));
    }

    @ParameterizedTest
    @Tag("S2")
    @ValueSource(
            strings = {
                "",
                "%PDF",
                "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
                "<html><script>alert(1)</script>",
                " %PDF-1.7",
                "GIF89a%PDF-1.7",
                "PK\u0003\u0004",
                "\u0089PNG\r\n\u001a\n<script>"
            })
    void whatIsNoneOfTheThreeIsRefusedWhateverItIsCalled(String content) {
        for (var type : new String[] {"application/pdf", "image/png", "image/svg+xml; x", "text/html"}) {
            admin.browser()
                    .config(RestAssured.config()
                            .encoderConfig(new EncoderConfig()
                                    .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                                    .encodeContentTypeAs(type, io.restassured.http.ContentType.BINARY)))
                    .contentType(type)
                    .header("Content-Disposition", "attachment; filename=\"x.pdf\"")
                    .body(content.getBytes(ISO_8859_1))
                    .post(route())
                    .then()
                    .statusCode(422)
                    .body("type", is("/problems/evidence-unreadable"));
        }
    }

    @Test
    @Tag("S21")
    void aFileThatIsTooLargeIsRefusedBeItDeclaredOrNot() {
        var largest = Arrays.copyOf(PDF, FIVE_MEGABYTES);

        upload(largest, null).then().statusCode(201).body("size", is(FIVE_MEGABYTES));
        upload(Arrays.copyOf(PDF, FIVE_MEGABYTES + 1), null)
                .then()
                .statusCode(413)
                .body("type", is("/problems/body-too-large"));
    }

    @ParameterizedTest
    @Tag("F43")
    @Tag("S23")
    @CsvSource({
        "../../etc/passwd, passwd.pdf",
        "'C:\\Users\\mina\\licence.pdf', licence.pdf",
        "%E2%80%8B.htaccess, htaccess.pdf",
        "invoice%E2%80%AEfdp.exe, invoicefdp.exe.pdf",
        "a%00b%0D%0Ac.pdf, ab c.pdf",
        "CON, _CON.pdf",
        "nul.pdf, _nul.pdf",
        "'<b>\"x\".PDF', '_b__x_.PDF'",
        "%2E%2E%2F..., evidence.pdf",
        "%ED%A0%80%zz.pdf, \uFFFD%zz.pdf"
    })
    void aNameLeadsNowhereHidesNothingAndEndsAsItsContentIs(String given, String shown) {
        upload(PDF, "attachment; filename*=utf-8''" + escaped(given))
                .then()
                .statusCode(201)
                .body("name", is(shown));
    }

    @Test
    @Tag("F43")
    @Tag("S23")
    void aNameOfTenThousandCharactersIsCutAndKeepsItsEnd() {
        String name = upload(PDF, "attachment; filename=\"" + "a".repeat(10_000) + ".pdf\"")
                .then()
                .statusCode(201)
                .extract()
                .path("name");

        assertThat(name).hasSize(120).endsWith("a.pdf");
    }

    @Test
    void evidenceIsShownWhereItIsReferredTo() {
        var id = id(upload(PDF, "attachment; filename=\"letter.pdf\""));

        admin.browser()
                .body(Map.of("probation", "RECALLED", "probationEvidenceFileId", id))
                .patch("/api/stores/" + store)
                .then()
                .statusCode(200)
                .body("probationRecord.evidenceFile.id", is(id))
                .body("probationRecord.evidenceFile.name", is("letter.pdf"));

        admin.browser()
                .get("/api/stores/" + store + "/history?limit=2")
                .then()
                .body("items[0].evidenceFile.id", is(id))
                .body("items[0].evidenceFile.type", is("application/pdf"))
                .body("items[0].evidenceFile.size", is(PDF.length))
                .body("items[1].evidenceFile", nullValue());
    }

    @Test
    void evidenceOfABindingIsKeptWithTheLink() {
        var id = id(upload(PDF, null));
        var body = new HashMap<String, Object>(StoreResourceTest.CHANNEL);
        body.put("evidenceFileId", id);

        OauthCallbackTest.bind(admin, store, "-000" + UUID.randomUUID(), body);

        UUID kept = jdbi.withHandle(
                db -> db.createQuery("SELECT evidence_file_id FROM account_link WHERE store_id = :store")
                        .bind("store", UUID.fromString(store))
                        .mapTo(UUID.class)
                        .one());
        assertThat(kept).hasToString(id);
        admin.browser()
                .get("/api/stores/" + store + "/history?limit=1")
                .then()
                .body("items.subject", contains("ACCOUNT"))
                .body("items[0].evidenceFile.id", is(id));
    }

    @Test
    @Tag("S5")
    void aFileOfAnotherStoreIsNotThereAndCannotBeReferredTo() {
        var theirs = id(upload(PDF, null));
        var ours = StoreResourceTest.aStore(admin);
        for (var id : new String[] {theirs, UUID.randomUUID().toString()}) {
            assertUnknown(admin.browser().get("/api/stores/" + ours + "/evidence/" + id));
            assertUnknown(admin.browser()
                    .body(Map.of("probation", "RECALLED", "probationEvidenceFileId", id))
                    .patch("/api/stores/" + ours));
            var body = new HashMap<String, Object>(StoreResourceTest.CHANNEL);
            body.put("evidenceFileId", id);
            assertUnknown(admin.browser().body(body).post("/api/stores/" + ours + "/accounts/authorizations"));
        }
        admin.browser().get("/api/stores/" + ours).then().body("probation", is("PASSED"));
        assertThatThrownBy(() -> jdbi.useHandle(db -> db.execute(
                        "UPDATE store_history SET evidence_file_id = ? WHERE store_id = ?",
                        UUID.fromString(theirs),
                        UUID.fromString(ours))))
                .hasMessageContaining("store_history_evidence_of_store");
    }

    @Test
    @Tag("S5")
    void onlyAdminsGiveAndReadEvidence() {
        var id = id(upload(PDF, null));
        var agent = Colleague.agentOf(UUID.fromString(store));
        var stranger = Colleague.agentOf(UUID.fromString(StoreResourceTest.aStore(admin)));

        agent.browser().get(route() + "/" + id).then().statusCode(403);
        agent.browser().body("{}").post(route()).then().statusCode(403);
        stranger.browser().get(route() + "/" + id).then().statusCode(404);
        stranger.browser().body("{}").post(route()).then().statusCode(404);
        RestAssured.given().get(route() + "/" + id).then().statusCode(401);
    }

    @Test
    void evidenceIsNeverChanged() {
        var id = UUID.fromString(id(upload(PDF, null)));

        assertThatThrownBy(
                        () -> jdbi.useHandle(db -> db.execute("UPDATE evidence_file SET name = 'x' WHERE id = ?", id)))
                .hasMessageContaining("Evidence is never changed");
    }

    private Response upload(byte[] content, @Nullable String disposition) {
        var request = admin.browser()
                .config(RestAssured.config()
                        .encoderConfig(new EncoderConfig().appendDefaultContentCharsetToContentTypeIfUndefined(false)))
                .contentType("application/pdf")
                .body(content);
        return (disposition == null ? request : request.header("Content-Disposition", disposition)).post(route());
    }

    private String route() {
        return "/api/stores/" + store + "/evidence";
    }

    private static String id(Response answer) {
        return answer.then().statusCode(201).extract().path("id");
    }

    private static void assertUnknown(Response answer) {
        answer.then().statusCode(404).body("type", is("/problems/unknown-evidence"));
    }

    private static String escaped(String given) {
        var text = new StringBuilder();
        for (var unit : given.getBytes(UTF_8)) {
            var c = (char) (unit & 0xFF);
            text.append(c > ' ' && c < 127 && c != ';' && c != '"' ? String.valueOf(c) : "%%%02X".formatted((int) c));
        }
        return text.toString();
    }
}
