package dev.tributary.routing.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;

/** Policies as they are kept: the same JSON as over HTTP. */
@ApplicationScoped
class PolicyDocuments {

    private final ObjectMapper json;

    PolicyDocuments(ObjectMapper json) {
        this.json = json;
    }

    String write(Policy policy) {
        try {
            return json.writeValueAsString(policy);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A policy can always be written", e);
        }
    }

    /** A condition that is not understood must not be left out: the rule would apply to whom it is not for. */
    Policy read(String document) {
        try {
            return json.readValue(document, Policy.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("routing_policy.document is not what this version writes", e);
        }
    }
}
