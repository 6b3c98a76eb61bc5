package dev.tributary.simulator.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** How the demo's store gives conversations to its agents: what they speak, who does comments, and a policy. */
final class DemoRouting {

    private static final Map<String, List<String>> LANGUAGES = Map.of(
            "lin", List.of("zh", "en"),
            "mina", List.of("en", "tl", "es"),
            "xiaomei", List.of("zh", "th", "vi"),
            "kai", List.of("zh", "en", "ms", "id"));

    private static final List<String> FOR_COMMENTS = List.of("mina", "kai");

    private final DemoServer server;
    private final String store;
    private final Map<String, String> people;

    /** @param people ids by the part of their address before the @ */
    DemoRouting(DemoServer server, String store, Map<String, String> people) {
        this.server = server;
        this.store = store;
        this.people = people;
    }

    /** Once: what somebody changed or threw away stays so. */
    void setUp() {
        var policies = "/api/stores/" + store + "/routing-policies";
        if (!server.get(policies).path("items").isEmpty()) {
            return;
        }
        LANGUAGES.forEach(this::speaks);
        var team = object().put("name", "Comments · 评论");
        FOR_COMMENTS.forEach(it -> team.withArray("members").add(people.get(it)));
        var comments =
                server.post("/api/stores/" + store + "/teams", team).path("id").asText();
        var draft = server.post(policies, draft(comments));
        server.post(
                policies + "/" + draft.path("version").asInt() + "/activation",
                object().put("revision", draft.path("revision").asInt()).put("instead", 0));
    }

    private void speaks(String who, List<String> languages) {
        var known = object();
        languages.forEach(known.withArray("languages")::add);
        known.putArray("skills");
        known.putArray("limits");
        server.put("/api/agents/" + people.get(who) + "/routing", known);
    }

    private static JsonNode draft(String comments) {
        var draft = object().put("note", "Comments have their own team. Whoever is running out of time comes first.");
        var document = draft.putObject("document");
        var rules = document.putArray("rules");
        var publicly = rules.addObject().put("name", "Comments").put("team", comments);
        publicly.putObject("when").putArray("surfaces").add("COMMENT");
        publicly.putObject("overflow").put("after", "PT2M");
        var privately = rules.addObject().put("name", "Direct messages");
        privately.putObject("when").putArray("surfaces").add("DM");
        privately.putArray("order").add("VIP_FIRST").add("WINDOW_FIRST");
        privately
                .putObject("sticky")
                .put("within", "P30D")
                .put("acrossAccounts", true)
                .put("waitFor", "PT1M");
        document.putArray("vipLabels").add("VIP");
        document.putObject("absences").putObject("GONE").put("then", "QUEUE").put("after", "PT10M");
        return draft;
    }

    private static ObjectNode object() {
        return DemoServer.MAPPER.createObjectNode();
    }
}
