package dev.tributary.platform.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes problem documents, in one place for endpoints, filters and routes outside of both. */
@ApplicationScoped
public class ProblemDocument {

    public static final String MEDIA_TYPE = "application/problem+json";

    private final ObjectMapper json;

    ProblemDocument(ObjectMapper json) {
        this.json = json;
    }

    public byte[] write(ProblemException problem) {
        return write(problem.type(), String.valueOf(problem.getMessage()), problem.members());
    }

    public byte[] write(ProblemType type, String detail, Map<String, Object> members) {
        var document = new LinkedHashMap<String, Object>();
        document.put("type", "/problems/" + type.slug());
        document.put("title", type.title());
        document.put("status", type.status());
        document.put("detail", detail);
        document.putAll(members);
        try {
            return json.writeValueAsBytes(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Problem " + type.slug() + " has members that JSON cannot hold", e);
        }
    }
}
