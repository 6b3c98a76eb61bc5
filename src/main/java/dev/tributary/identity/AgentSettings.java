package dev.tributary.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.platform.problem.InvalidField;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;

/** How an agent likes the inbox. Most of it means nothing to the server; what does is checked. */
@ApplicationScoped
public class AgentSettings {

    private static final int MAX_LENGTH = 16_384;
    private static final Map<String, Set<String>> KNOWN =
            Map.of("locale", Set.of("zh-CN", "en"), "theme", Set.of("light", "dark", "system"));

    private final Jdbi jdbi;
    private final ObjectMapper json;

    AgentSettings(Jdbi jdbi, ObjectMapper json) {
        this.jdbi = jdbi;
        this.json = json;
    }

    public ObjectNode of(AgentId agent) {
        return read(agent, "SELECT settings FROM agent WHERE id = ?");
    }

    /** Replaces the given members; null removes one. */
    @Transactional
    public ObjectNode merge(AgentId agent, ObjectNode changes) {
        KNOWN.forEach((name, values) -> requireOneOf(changes, name, values));
        var settings = read(agent, "SELECT settings FROM agent WHERE id = ? FOR UPDATE");
        changes.properties().forEach(it -> {
            if (it.getValue().isNull()) {
                settings.remove(it.getKey());
            } else {
                settings.set(it.getKey(), it.getValue());
            }
        });
        var text = settings.toString();
        if (text.length() > MAX_LENGTH) {
            throw InvalidField.problem("body", "would make the settings longer than " + MAX_LENGTH + " characters");
        }
        jdbi.useHandle(db -> db.execute("UPDATE agent SET settings = ? WHERE id = ?", text, agent.value()));
        return settings;
    }

    private static void requireOneOf(ObjectNode changes, String name, Set<String> values) {
        var value = changes.get(name);
        if (value != null && !value.isNull() && !(value.isTextual() && values.contains(value.textValue()))) {
            throw InvalidField.problem(
                    name,
                    "must be one of "
                            + String.join(", ", values.stream().sorted().toList()));
        }
    }

    private ObjectNode read(AgentId agent, String sql) {
        var text = jdbi.withHandle(db ->
                db.select(sql, agent.value()).mapTo(String.class).findOne().orElseThrow(AgentId::unknown));
        try {
            return json.readValue(text, ObjectNode.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The settings of agent " + agent + " are not JSON", e);
        }
    }
}
