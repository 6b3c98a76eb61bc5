package dev.tributary.testing;

import dev.tributary.identity.Agent;
import dev.tributary.identity.AgentId;
import dev.tributary.identity.AgentService;
import dev.tributary.identity.AgentService.NewAgent;
import dev.tributary.identity.ApiTokens;
import dev.tributary.identity.Client;
import dev.tributary.identity.CsrfProof;
import dev.tributary.identity.Role;
import dev.tributary.identity.Scope;
import dev.tributary.identity.Sessions;
import io.quarkus.arc.Arc;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/** Somebody who works here and is logged in. Everyone is new, so tests do not meet in each other's data. */
public record Colleague(Agent agent, String secret) {

    public static final String PASSWORD = "violet kettle 42";

    private static final Client TEST = new Client("127.0.0.1", "test");

    public static Colleague admin() {
        return of(Role.ADMIN);
    }

    public static Colleague supervisor() {
        return of(Role.SUPERVISOR);
    }

    public static Colleague agentOf(UUID... stores) {
        return of(Role.AGENT, stores);
    }

    public static Colleague of(Role role, UUID... stores) {
        var name = role.name().toLowerCase(Locale.ROOT) + "-" + UUID.randomUUID();
        var agent = bean(AgentService.class)
                .create(null, new NewAgent(name + "@example.com", name, role, PASSWORD, List.of(stores)));
        return new Colleague(agent, bean(Sessions.class).begin(agent.id(), TEST));
    }

    public AgentId id() {
        return agent.id();
    }

    /** The same person in another browser. */
    public Colleague inAnotherBrowser() {
        return new Colleague(agent, bean(Sessions.class).begin(agent.id(), TEST));
    }

    /** A JSON request as the inbox makes it, with the session's cookies and the proof. */
    public RequestSpecification browser() {
        return withoutProof().header("X-CSRF-TOKEN", CsrfProof.of(secret));
    }

    /** A request that carries the session as any site could make a browser send it. */
    public RequestSpecification withoutProof() {
        return RestAssured.given().cookie("tributary-session", secret).contentType(ContentType.JSON);
    }

    /** A JSON request as a program makes it. */
    public RequestSpecification program(Scope... scopes) {
        return RestAssured.given().auth().oauth2(token(scopes)).contentType(ContentType.JSON);
    }

    public String token(Scope... scopes) {
        return bean(ApiTokens.class)
                .issue(agent.id(), agent.role(), "test", Set.of(scopes), null)
                .secret();
    }

    private static <T> T bean(Class<T> type) {
        return Arc.container().instance(type).get();
    }
}
